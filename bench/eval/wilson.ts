const z = 1.959964

/** The 95 % interval of a share by Wilson's score. Source: Wilson 1927, Probable Inference, JASA 22. */
export const wilson = (hits: number, of: number): readonly [low: number, high: number] => {
  if (of === 0) return [0, 1]
  const share = hits / of
  const centre = share + z ** 2 / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const whole = 1 + z ** 2 / of
  return [Math.max(0, (centre - spread) / whole), Math.min(1, (centre + spread) / whole)]
}
