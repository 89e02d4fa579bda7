const version7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/

/** Milliseconds since 1970 at which a version 7 UUID was made; absent for other ids. */
export const instantOfUuid = (id: string | undefined): number | undefined => {
  const parts = id === undefined ? null : version7.exec(id)
  return parts ? Number.parseInt(parts[1]! + parts[2]!, 16) : undefined
}
