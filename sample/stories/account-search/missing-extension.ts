/** What the database of a checkout without the extension says. */
export const extensionMissing =
  'ERROR:  could not open extension control file "/usr/share/postgresql/18/extension/pg_trgm.control": No such file or directory'
