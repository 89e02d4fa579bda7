/** How a refund was requested before. */
export const callInside = `    await inTransaction(async (client) => {
      await insertRefund(client, { id, payment, amount, state: 'requested' })
      const answer = await this.#bank.refund(payment, amount, id)
      await setRefundState(client, id, answer.accepted ? 'sent' : 'failed')
    })`

/** The wrong start: tried again inside the transaction. */
export const retryInside = `    await inTransaction(async (client) => {
      await insertRefund(client, { id, payment, amount, state: 'requested' })
      const answer = await withRetries(() => this.#bank.refund(payment, amount, id), { attempts: 5, firstDelay: 500 })
      await setRefundState(client, id, answer.accepted ? 'sent' : 'failed')
    })`

/** What the wrong start used. */
export const retryHelper = `/** Calls again after a timeout, waiting twice as long each time. */
export const withRetries = async <Result>(
  call: () => Promise<Result>,
  { attempts, firstDelay }: { attempts: number; firstDelay: number },
): Promise<Result> => {
  let delay = firstDelay
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof BankTimeout) || attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, delay))
      delay *= 2
    }
  }
}
`
