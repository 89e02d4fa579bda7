import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { MaestroError } from '../../../model/errors.ts'
import { type DeletionPlan, deletionKinds, planDeletion } from '../../../store/delete/index.ts'
import { deletionParameters, requestedDeletion } from '../../answers/deletion-records.ts'
import { count, counts } from '../../answers/fields.ts'
import { deleteFrom } from '../../deletion.ts'
import { defineAction } from './action.ts'

const instant = z.int().nullable()

const answer = z.strictObject({
  id: z.int().nullable().describe('The number by which it is taken back; null where nothing was deleted yet'),
  kind: z.enum(deletionKinds),
  key: z.string().nullable().describe("Of a session and a repository its id, of a person the person's"),
  label: z.string().describe('What has to be given as `confirm`'),
  identities: z.array(z.string()).describe('Home directories and addresses of a person'),
  since: instant.describe('Of a period, in milliseconds since 1970'),
  until: instant.describe('The same'),
  counts: counts('Records that go, or went, by kind'),
  total: count('Records that go, or went'),
  trimmed: count('Sessions and commits that stay, less what they say of it'),
})

const told = ({ kind, key, label, identities, since, until, counts: byKind, total, trimmed }: DeletionPlan) => ({
  kind,
  key,
  label,
  identities,
  since,
  until,
  counts: byKind,
  total,
  trimmed,
})

/** Deletes for good what a person named, and named again. */
export const deleteAction = defineAction({
  name: 'delete',
  method: 'POST',
  path: '/deletions',
  summary: 'deletes for good, or says what would go',
  parameters: z.strictObject({}),
  body: z.strictObject({
    ...deletionParameters,
    dryRun: z.boolean().default(false).describe('Only say what would go'),
    confirm: z.string().optional().describe('The `label` of what goes, typed by whoever wants it'),
  }),
  answer,
  run: async (context, _parameters, { dryRun, confirm, ...named }) => {
    const { client, workspace, pricer, now } = context
    const request = await requestedDeletion(context, named)
    const plan = await planDeletion(client, request, now)
    if (dryRun) return { ...told(plan), id: null }
    if (confirm !== plan.label)
      throw new MaestroError(
        'usage',
        `This deletes ${plan.total} records for good, and nobody confirmed it.`,
        `Give "${plan.label}" as confirm if that is what you want.`,
      )
    const deletion = await deleteFrom(workspace, client, request, { now })
    await derive(client, pricer)
    return { ...told(deletion), id: deletion.id }
  },
})
