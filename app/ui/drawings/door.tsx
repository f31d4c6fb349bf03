import { useId } from 'react'

/** A green front door in a brick wall: one comic half through the letter box, one on the mat. */
export function Door() {
  const pattern = useId()
  return (
    <>
      <defs>
        <pattern id={pattern} width="80" height="80" patternUnits="userSpaceOnUse">
          <path
            className="i-joint"
            d="M0 0H80M0 20H80M0 40H80M0 60H80M0 0V20M20 20V40M60 20V40M40 40V60M20 60V80M60 60V80"
          />
        </pattern>
      </defs>
      <path className="i-sky" d="M600 0H960V600H600z" />
      <path className="i-water" d="M600 404H960V600H600z" />
      <path
        className="i-brick-dark i-outlined"
        d="M624 392V235.4h8.6v-9.9h8.6v-9.9h8.6v-9.9h8.6v-9.9h15.4v9.9h8.6v9.9h8.6v9.9h8.6v9.9h8.6V392Z"
      />
      <path
        className="i-facade i-outlined"
        d="M710 392V208.9C729.8 206.9 723.2 175.9 743 168C762.8 175.9 756.2 206.9 776 208.9V392Z"
      />
      <path className="i-facade-warm i-outlined" d="M778 392V231.2H775V222H873V231.2H870V392Z" />
      <path
        className="i-brick i-outlined"
        d="M872 392V227.5Q890.7 227.5 890.7 205.9V188.6L908 180L925.3 188.6V205.9Q925.3 227.5 944 227.5V392Z"
      />
      <path className="i-facade i-outlined" d="M946 392V260L982 213.2V206H1000V213.2L1036 260V392Z" />
      <path
        className="i-pane"
        d="M630.6 244.6h19.3v22.8h-19.3zM656.4 244.6h19.3v22.8h-19.3zM682.2 244.6h19.3v22.8h-19.3zM630.6 281.5h19.3v22.8h-19.3zM656.4 281.5h19.3v22.8h-19.3zM682.2 281.5h19.3v22.8h-19.3zM630.6 318.3h19.3v22.8h-19.3zM656.4 318.3h19.3v22.8h-19.3zM682.2 318.3h19.3v22.8h-19.3zM630.6 355.2h19.3v22.8h-19.3zM656.4 355.2h19.3v22.8h-19.3zM658.9 218.6h14.3v18.5h-14.3zM715.1 219.7h15.1v26.7h-15.1zM735.4 219.7h15.1v26.7h-15.1zM755.7 219.7h15.1v26.7h-15.1zM715.1 262.8h15.1v26.7h-15.1zM735.4 262.8h15.1v26.7h-15.1zM755.7 262.8h15.1v26.7h-15.1zM715.1 305.8h15.1v26.7h-15.1zM735.4 305.8h15.1v26.7h-15.1zM755.7 305.8h15.1v26.7h-15.1zM735.4 348.9h15.1v26.7h-15.1zM755.7 348.9h15.1v26.7h-15.1zM737.4 191.8h11.2v14.5h-11.2zM783.5 243.6h16.1v30.7h-16.1zM805.1 243.6h16.1v30.7h-16.1zM826.7 243.6h16.1v30.7h-16.1zM848.4 243.6h16.1v30.7h-16.1zM783.5 293h16.1v30.7h-16.1zM805.1 293h16.1v30.7h-16.1zM826.7 293h16.1v30.7h-16.1zM848.4 293h16.1v30.7h-16.1zM783.5 342.5h16.1v30.7h-16.1zM826.7 342.5h16.1v30.7h-16.1zM848.4 342.5h16.1v30.7h-16.1zM877.6 237.2h16.5v24h-16.5zM899.7 237.2h16.5v24h-16.5zM921.9 237.2h16.5v24h-16.5zM877.6 275.9h16.5v24h-16.5zM899.7 275.9h16.5v24h-16.5zM921.9 275.9h16.5v24h-16.5zM877.6 314.6h16.5v24h-16.5zM899.7 314.6h16.5v24h-16.5zM921.9 314.6h16.5v24h-16.5zM899.7 353.3h16.5v24h-16.5zM921.9 353.3h16.5v24h-16.5zM901.9 208.8h12.2v15.8h-12.2zM953 270.2h20.6v25.2h-20.6zM980.7 270.2h20.6v25.2h-20.6zM1008.3 270.2h20.6v25.2h-20.6zM953 310.8h20.6v25.2h-20.6zM980.7 310.8h20.6v25.2h-20.6zM1008.3 310.8h20.6v25.2h-20.6zM953 351.4h20.6v25.2h-20.6zM980.7 351.4h20.6v25.2h-20.6zM983.4 236.6h15.3v19.8h-15.3z"
      />
      <path
        className="i-door"
        d="M682.2 353.7h19.3V392h-19.3zM715.1 347.2h15.1V392h-15.1zM805.1 340.5h16.1V392h-16.1zM877.6 351.8h16.5V392h-16.5zM1008.3 349.8h20.6V392h-20.6z"
      />
      <path className="i-stone" d="M600 392H960V410H600z" />
      <path
        className="i-ripple"
        d="M640 432h90M770 446h120M660 468h150M850 480h80M640 506h70M740 520h150M680 550h110M840 562h90"
      />
      <path className="i-wall" d="M0 0H604V600H0z" />
      <path fill={`url(#${pattern})`} d="M0 0H604V520H0z" />
      <path className="i-ink" d="M604 0h6V600h-6z" />
      <path className="i-stone" d="M0 520H604V600H0z" />
      <path className="i-hair" d="M0 520H604M0 560H604M110 520V560M300 560V600M520 520V560" />
      <g transform="translate(62 0)">
        <path className="i-stone" d="M108 0H412V536H108z" />
        <path className="i-ink" d="M128 0H392V526H128z" />
        <path className="i-door" d="M134 104H386V520H134z" />
        <path className="i-pane" d="M134 0H190V92H134zM197 0H322V92H197zM329 0H386V92H329z" />
        <path
          className="i-panel"
          d="M160 128H246V268H160zM274 128H360V268H274zM160 374H246V494H160zM274 374H360V494H274z"
        />
        <path className="i-brass i-outlined" d="M186 300H334V344H186z" />
        <path className="i-ink" d="M196 310H324V326H196z" />
        <circle className="i-brass i-outlined" cx="366" cy="322" r="9" />
        <g>
          <path className="i-zine i-outlined" d="M206 318L318 312L330 420L214 428z" />
          <path className="i-cover" d="M222 348L312 343L319 410L228 416z" />
          <path className="i-bubble" d="M232 356l34-2l2 22l-18 1l-6 8l-1-8l-9 .5z" />
          <path className="i-bubble" d="M276 376l32-2l2 26l-32 2z" />
          <path className="i-zineline" d="M216 334L322 328" />
        </g>
      </g>
      <g>
        <path className="i-zine i-outlined" d="M508 210H566V250H508z" />
        <text className="i-no" x="537" y="240" textAnchor="middle">
          71
        </text>
      </g>
      <path className="i-stone i-outlined" d="M120 536H526L546 562H100z" />
      <path className="i-mat i-outlined" d="M176 548H478L520 594H134z" />
      <path className="i-matline" d="M187 555H468M179 564H476M170 573H485M161 582H494" />
      <g>
        <path className="i-zine i-outlined" d="M262 545L372 541L396 579L276 584z" />
        <path className="i-cover" d="M274 549L362 546L380 573L284 577z" />
        <path className="i-bubble" d="M290 553l28-1l6 10l-14 .5l-3 5l-5-5h-7z" />
      </g>
    </>
  )
}
