/** A door mat with nothing on it, and a key. */
export function Mat() {
  return (
    <>
      <path className="i-wall" d="M0 0H360V112H0z" />
      <path
        className="i-joint"
        d="M0 16H360M0 48H360M0 80H360M40 0V16M104 0V16M8 16V48M72 16V48M40 48V80M8 80V112M72 80V112M288 16V48M352 16V48M320 48V80M288 80V112M352 80V112M256 0V16M320 0V16"
      />
      <path className="i-stone" d="M84 0H276V112H84z" />
      <path className="i-ink" d="M96 0H264V112H96z" />
      <path className="i-door" d="M101 0H259V106H101z" />
      <path className="i-panel" d="M118 0H171V84H118zM189 0H242V84H189z" />
      <path className="i-stone" d="M0 112H360V220H0z" />
      <path className="i-stone i-outlined" d="M92 112H268L284 130H76z" />
      <path className="i-mat i-outlined" d="M98 140H262L306 204H54z" />
      <path className="i-matline" d="M104 150H256M98 161H262M91 172H269M83 183H277M74 194H286" />
      <circle className="i-key" cx="302" cy="176" r="9" />
      <path className="i-key" d="M293 179L262 189M271 186l4 9M281 183l4 8" />
    </>
  )
}
