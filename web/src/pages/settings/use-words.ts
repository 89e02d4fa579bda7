import { useMutation, useQueryClient } from '@tanstack/react-query'
import { act } from '../../api/act.ts'

/** What can be said of who is who. */
export type Saying =
  | { readonly word: 'same' | 'different'; readonly a: string; readonly b: string }
  | { readonly word: 'apart'; readonly identity: string }

/** Says something of who is who, and takes it back. */
export const useWords = () => {
  const client = useQueryClient()
  const refreshed = () => client.invalidateQueries()
  const say = useMutation({
    mutationFn: (saying: Saying) =>
      saying.word === 'apart'
        ? act('separate-person', {}, { identity: saying.identity })
        : act('say-of-persons', {}, saying),
    onSuccess: refreshed,
  })
  const takeBack = useMutation({
    mutationFn: (id: number) => act('take-back-word', { id: String(id) }, {}),
    onSuccess: refreshed,
  })
  return { say, takeBack, busy: say.isPending || takeBack.isPending, error: say.error ?? takeBack.error }
}
