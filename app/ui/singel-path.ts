/**
 * A simplified outline of Leiden's ring canal in a field of 200 by 160: the way money goes round. Another city
 * puts its own outline (or a circle) here; mark and ring change together.
 */
export const SINGEL_PATH =
  'M168.3 26.7L172.9 27.7Q188.6 30.8 186.8 43.4L186.8 43.4Q185 56 182.9 71.9L179.9 95.3Q177.8 111.2 175.2 127L174.4 131.4Q171.8 147.2 155.8 146.9L120.6 146.3Q104.6 146 88.7 144.6L79.7 143.8Q63.8 142.4 55.5 128.7L19.3 69.7Q11 56 12.2 42.8L12.2 42.8Q13.4 29.6 28 23.2L28.8 22.8Q43.4 16.4 59.3 15.1L85.1 12.9Q101 11.6 116.6 15.2L137 20Q152.6 23.6 168.3 26.7Z'

/** The same outline inside it: the quay where hands lay bricks. */
export const QUAY_PATH =
  'M154 41L155.4 41.3Q169.1 44.3 167.1 58.2L158.8 115.3Q156.8 129.1 142.8 128.5L87.8 126Q73.8 125.4 66.5 113.5L36.1 63.7Q28.8 51.8 29.2 46.9L29.2 46.9Q29.6 42 43.4 39.5L86.9 31.8Q100.6 29.3 114.3 32.3L126.7 35Q140.3 38 154 41Z'
