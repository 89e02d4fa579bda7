/** Runs two things in turn, the second right after the first, so that what loads the machine loads both. */
export const paired = async <First, Second>(
  rounds: number,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<{ first: First[]; second: Second[] }> => {
  const result: { first: First[]; second: Second[] } = { first: [], second: [] }
  for (let round = 0; round < rounds; round++) {
    result.first.push(await first())
    result.second.push(await second())
  }
  return result
}
