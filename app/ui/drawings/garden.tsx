import { useId } from 'react'

/** A front garden one tile deep: hollyhocks along a brick wall, and the stones that came out in a pile. */
export function Garden() {
  const joints = useId()
  return (
    <>
      <defs>
        <pattern id={joints} width="80" height="80" patternUnits="userSpaceOnUse">
          <path
            className="i-joint"
            d="M0 0H80M0 20H80M0 40H80M0 60H80M0 0V20M20 20V40M60 20V40M40 40V60M20 60V80M60 60V80"
          />
        </pattern>
      </defs>
      <path className="i-wall" d="M0 0H960V470H0z" />
      <path fill={`url(#${joints})`} d="M0 0H960V470H0z" />
      <path className="i-stone" d="M0 440H960V470H0z" />
      <path className="i-hair" d="M0 440H960M0 470H960" />
      <WindowWithCurtain />
      <path className="i-stone" d="M0 470H960V600H0z" />
      <path
        className="i-hair"
        d="M0 534H960M96 534V600M232 534V600M368 534V600M504 534V600M640 534V600M776 534V600M912 534V600"
      />
      <path className="i-brick-dark i-outlined" d="M40 470H690V522Q560 536 366 532T40 526z" />
      <Hollyhock x={108} height={330} isLight={false} />
      <Hollyhock x={196} height={250} isLight />
      <Hollyhock x={566} height={300} isLight />
      <Hollyhock x={646} height={210} isLight={false} />
      <LowPlants />
      <PileOfStones />
    </>
  )
}

function WindowWithCurtain() {
  return (
    <>
      <path className="i-stone i-outlined" d="M268 78H508V106H268z" />
      <path className="i-zine i-outlined" d="M280 106H496V366H280z" />
      <path
        className="i-pane"
        d="M298 124H380V214H298zM396 124H478V214H396zM298 232H380V348H298zM396 232H478V348H396z"
      />
      <path className="i-zine i-outlined" d="M298 124H332Q334 176 298 212zM478 124H444Q442 176 478 212z" />
      <path className="i-stone i-outlined" d="M258 366H518V390H258z" />
      <path className="i-mat i-outlined" d="M330 318H366L360 348H336z" />
      <path
        className="i-leaf i-outlined"
        d="M348 318Q322 300 332 272Q352 284 348 318Q350 278 374 274Q376 304 348 318z"
      />
    </>
  )
}

/** A stalk with leaves below and flowers that open upwards, as hollyhocks do. */
function Hollyhock({ x, height, isLight }: { x: number; height: number; isLight: boolean }) {
  const top = 516 - height
  const flowers = Array.from({ length: Math.floor(height / 52) }, (_, index) => ({
    y: top + 26 + index * 44,
    side: index % 2 === 0 ? 9 : -9,
    radius: 13 + index * 2.5,
  }))
  return (
    <g className="i-outlined">
      <path className="i-line" d={`M${x} 520V${top}`} />
      <path
        className={isLight ? 'i-leaf-light' : 'i-leaf'}
        d={`M${x} 512Q${x - 64} 500 ${x - 60} 448Q${x - 14} 452 ${x} 512Q${x + 10} 446 ${x + 62} 440Q${x + 66} 496 ${x} 512z`}
      />
      <path
        className={isLight ? 'i-leaf-light' : 'i-leaf'}
        d={`M${x} ${top + height * 0.62}q-44 -6 -46 -40q38 2 46 40q8 -38 46 -44q2 36 -46 44z`}
      />
      <circle className="i-leaf" cx={x} cy={top} r="9" />
      {flowers.slice(0, -1).map(flower => (
        <g key={flower.y}>
          <circle
            className={isLight ? 'i-zine' : 'i-bloom'}
            cx={x + flower.side}
            cy={flower.y}
            r={flower.radius}
          />
          <circle className="i-brass" cx={x + flower.side} cy={flower.y} r={flower.radius / 3.2} />
        </g>
      ))}
    </g>
  )
}

function LowPlants() {
  return (
    <g className="i-outlined">
      <path className="i-leaf" d="M254 520q-22 -46 8 -70q14 30 6 70q6 -54 40 -62q10 42 -30 62z" />
      <path className="i-leaf-light" d="M330 524q-30 -22 -22 -56q34 10 36 56q4 -50 40 -54q6 40 -34 54z" />
      <path className="i-leaf" d="M430 524q-28 -30 -8 -64q26 22 20 64q10 -46 40 -48q4 38 -34 48z" />
      <circle className="i-brass" cx="284" cy="458" r="11" />
      <circle className="i-zine" cx="372" cy="464" r="11" />
      <circle className="i-brass" cx="462" cy="470" r="10" />
    </g>
  )
}

function PileOfStones() {
  return (
    <g className="i-outlined">
      <path className="i-facade" d="M744 520H908V552H744z" />
      <path className="i-stone" d="M752 488H916V520H752z" />
      <path className="i-facade" d="M738 456H902V488H738z" />
      <path className="i-stone" d="M756 424H920V456H756z" />
      <path className="i-line" d="M790 424L852 268" />
      <path className="i-mat" d="M836 262L868 276L874 258L842 244z" />
      <path className="i-stone" d="M792 414L764 402Q752 440 768 462Q792 450 804 420z" />
    </g>
  )
}
