const looks = /\u001b\[[\d;:]*[mK]/g

/** Output of a terminal without what only colours it or clears the rest of a line; all else that hides is shown later. */
export const withoutColours = (output: string): string => output.replace(looks, '')
