/** A bench under a tree by the canal, an open book on it, and houses across the water. */
export function Bench() {
  return (
    <>
      <path className="i-sky" d="M0 0H960V330H0z" />
      <HousesAcross />
      <path className="i-stone" d="M0 306H960V322H0z" />
      <path className="i-water" d="M0 322H960V444H0z" />
      <path
        className="i-ripple"
        d="M70 346h110M250 338h80M420 352h140M640 340h90M800 356h110M140 378h90M330 390h120M560 384h70M720 396h130M60 416h70M460 422h110M860 420h60"
      />
      <path className="i-stone" d="M0 444H960V600H0z" />
      <path className="i-stone i-outlined" d="M-4 444H964V466H-4z" />
      <path
        className="i-hair"
        d="M0 504H960M0 552H960M120 466V504M360 466V504M600 466V504M840 466V504M40 504V552M240 504V552M480 504V552M720 504V552M920 504V552M160 552V600M400 552V600M640 552V600M860 552V600"
      />
      <Tree />
      <Seat />
    </>
  )
}

function HousesAcross() {
  return (
    <>
      <path className="i-facade i-outlined" d="M-20 306V150L34 96H58L112 150V306z" />
      <path className="i-brick i-outlined" d="M112 306V138h16v-16h16v-16h16v-16h36v16h16v16h16v16h16V306z" />
      <path className="i-facade-warm i-outlined" d="M244 306V164H240V152H364V164H360V306z" />
      <path
        className="i-brick-dark i-outlined"
        d="M360 306V150Q386 150 386 122V98L410 86L434 98V122Q434 150 460 150V306z"
      />
      <path
        className="i-facade i-outlined"
        d="M460 306V142C486 140 478 104 504 94C530 104 522 140 548 142V306z"
      />
      <path
        className="i-pane"
        d="M2 174h26v40h-26zM62 174h26v40h-26zM2 236h26v40h-26zM62 236h26v40h-26zM132 166h22v36h-22zM168 166h22v36h-22zM204 166h22v36h-22zM132 226h22v36h-22zM168 226h22v36h-22zM204 226h22v36h-22zM258 186h24v38h-24zM292 186h24v38h-24zM326 186h24v38h-24zM258 246h24v38h-24zM326 246h24v38h-24zM378 178h22v36h-22zM420 178h22v36h-22zM378 238h22v36h-22zM420 238h22v36h-22zM474 170h24v38h-24zM510 170h24v38h-24zM474 232h24v38h-24zM510 232h24v38h-24z"
      />
      <path className="i-door i-outlined" d="M292 246h24v60h-24z" />
    </>
  )
}

function Tree() {
  return (
    <g className="i-outlined">
      <path
        className="i-brick-dark"
        d="M704 512Q722 420 712 300L664 226L684 212L724 270L736 170H760L756 262L812 200L830 216L764 306Q764 430 792 512z"
      />
      <path
        className="i-leaf"
        d="M742 -20Q640 -40 610 34Q548 40 556 104Q520 150 576 184Q584 244 652 232Q690 268 734 236Q780 276 828 238Q896 252 908 190Q968 160 934 104Q948 34 878 24Q830 -40 742 -20z"
      />
      <path
        className="i-leaf-light"
        d="M650 60q24 -28 52 -6q-16 30 -52 6zM776 44q26 -24 50 2q-20 28 -50 -2zM608 132q26 -24 50 2q-20 28 -50 -2zM716 138q26 -26 52 0q-22 28 -52 0zM842 128q24 -28 52 -6q-16 30 -52 6zM674 196q22 -24 46 -2q-16 26 -46 2zM806 198q24 -24 48 0q-18 26 -48 0z"
      />
    </g>
  )
}

function Seat() {
  return (
    <g className="i-outlined">
      <path
        className="i-ink"
        d="M196 452H216V560H196zM560 452H580V560H560zM172 556H240V568H172zM536 556H604V568H536z"
      />
      <path className="i-mat" d="M150 330H626V356H150zM150 368H626V394H150z" />
      <path className="i-ink" d="M196 330H210V452H196zM566 330H580V452H566z" />
      <path className="i-mat" d="M138 432H638L650 458H126z" />
      <path className="i-cover" d="M352 424L420 412L488 424V434L420 424L352 434z" />
      <path
        className="i-zine"
        d="M356 418Q392 398 420 414Q448 398 484 418V428Q448 412 420 426Q392 412 356 428z"
      />
      <path className="i-brass" d="M272 342H332V366H272z" />
      <path className="i-line" d="M282 354H322" />
    </g>
  )
}
