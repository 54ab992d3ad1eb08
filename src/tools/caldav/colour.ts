/** A community's hue as programs want a colour: `#RRGGBB`, of one lightness that words in black or white can be read on. */
export function colourOf(hue: number): string {
  // Pages have it in oklch; programs know only sRGB. See css/00-tokens.css.
  const turn = (hue * Math.PI) / 180
  const [l, a, b] = [0.58, 0.1 * Math.cos(turn), 0.1 * Math.sin(turn)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const parts = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
  return `#${parts.map((part) => hex(part)).join('')}`
}

function hex(linear: number): string {
  const seen = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, seen)) * 255)
    .toString(16)
    .padStart(2, '0')
}
