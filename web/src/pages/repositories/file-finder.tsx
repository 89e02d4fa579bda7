import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { answerOptions, useAnswer } from '../../api/hooks.ts'
import { FileLink } from '../../ui/links.tsx'
import { Section } from '../../ui/section.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'

const shown = 6
const found = 12

/** The way to a file of a repository: those changed last, and any other by words of its path or by the path itself. */
export const FileFinder = ({ repository }: { readonly repository: string }) => {
  const [words, setWords] = useState('')
  const wanted = words.trim()
  const question = { id: repository, q: wanted.slice(0, 1000), limit: wanted === '' ? shown : found }
  const { data } = useAnswer('repository-files', question)
  const client = useQueryClient()
  const items = data?.items ?? []
  const navigate = useNavigate()
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (wanted === '') return
    // What is in sight may still be what was found for the words before.
    const { items: fitting } = await client.fetchQuery(answerOptions('repository-files', question))
    const path = fitting.some((item) => item.path === wanted) ? wanted : (fitting[0]?.path ?? wanted)
    await navigate({ to: '/repositories/$id/file', params: { id: repository }, search: { path } as never })
  }
  if (data !== undefined && items.length === 0 && wanted === '') return null
  return (
    <Section title="Files, and where their lines come from">
      <form onSubmit={(event) => void open(event)} className="mb-2">
        <input
          type="search"
          aria-label="Path of a file"
          placeholder="Path of a file, or words of it"
          value={words}
          onChange={({ target }) => setWords(target.value)}
          className="w-full max-w-[34rem] rounded-md border border-line bg-panel px-2.5 py-1 text-sm placeholder:text-soft"
        />
      </form>
      <ul className="min-h-[4.5rem] gap-x-10 text-xs lg:columns-2">
        {items.map(({ path, changedAt }) => (
          <li key={path} className="flex break-inside-avoid justify-between gap-4 leading-[24px]">
            <FileLink repository={repository} path={path} className="min-w-0 truncate font-mono">
              {visibleLine(path)}
            </FileLink>
            <span className="shrink-0 text-soft">
              <When at={changedAt} />
            </span>
          </li>
        ))}
        {data !== undefined && items.length === 0 && (
          <li className="text-soft">
            No file changed lately is called so; Enter opens <span className="font-mono">{visibleLine(wanted)}</span>{' '}
            all the same.
          </li>
        )}
      </ul>
    </Section>
  )
}
