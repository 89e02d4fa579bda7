/** Whether a model as it was logged, with provider, version and date, is one of the table of prices. */
export const isModel = (logged: string, model: string): boolean => {
  const name = logged.toLowerCase().replaceAll('.', '-')
  const at = name.indexOf(model)
  return at !== -1 && /^(?:$|-\d{8}|-\d{4}-|-latest|-v\d|-fast|[@[])/.test(name.slice(at + model.length))
}
