import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { act } from '../../api/act.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { ScopeLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { Failed } from '../../ui/states.tsx'
import { When } from '../../ui/when.tsx'
import { type Draft, draftOf, madeOf, type Project } from './project-draft.ts'
import { ProjectForm } from './project-form.tsx'

const fresh: Draft = { name: '', parts: [] }

/** Projects: named here, and then a scope of every page. */
export const Projects = () => {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>()
  const [removed, setRemoved] = useState<Project>()
  const remove = useMutation({
    mutationFn: ({ name }: Project) => act('remove-project', { name }, {}),
    onSuccess: (_, project) => {
      setRemoved(project)
      return client.invalidateQueries()
    },
  })
  const restore = useMutation({
    mutationFn: ({ name, repositories, paths, tickets }: Project) =>
      act('set-project', {}, { name, repositories, paths, tickets }),
    onSuccess: () => {
      setRemoved(undefined)
      return client.invalidateQueries()
    },
  })
  const close = () => setDraft(undefined)
  return (
    <Section
      title="Projects"
      anchor="projects"
      aside={draft === undefined && <Button onClick={() => setDraft(fresh)}>Name a project</Button>}
    >
      <p className="mb-2 max-w-[69ch] text-soft">
        A set of repositories, paths inside of them, or tickets. A session belongs to a project if it ran in one of its
        repositories, edited a file below one of its paths, or names one of its tickets in its branch, title or first
        prompt; a commit and a pull request likewise. Without any, each repository is one.
      </p>
      {draft !== undefined && draft.before === undefined && <ProjectForm from={draft} onDone={close} />}
      <Answered query={useAnswer('projects', {})} lines={2}>
        {({ items }) => (
          <ul>
            {items.map((project) => (
              <li key={project.name} className="border-t border-line py-1.5">
                {draft?.before === project.name ? (
                  <ProjectForm from={draft} onDone={close} />
                ) : (
                  <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                    <span className="min-w-0 flex-1 basis-64">
                      <ScopeLink scope={{ project: project.name }}>
                        <Say text={project.name} />
                      </ScopeLink>{' '}
                      <span className="text-soft">
                        <Say text={madeOf(project)} />
                      </span>
                      <span className="block text-xs text-soft">
                        {project.sessions === 0 ? 'No session belongs to it' : plural(project.sessions, 'session')}
                        {project.lastSessionAt !== null && (
                          <>
                            , the last <When at={project.lastSessionAt} />
                          </>
                        )}
                      </span>
                    </span>
                    <span className="flex gap-1">
                      <Button
                        look="quiet"
                        aria-label={`Change ${project.name}`}
                        onClick={() => setDraft(draftOf(project))}
                      >
                        Change
                      </Button>
                      <Button
                        look="quiet"
                        aria-label={`Remove ${project.name}`}
                        disabled={remove.isPending}
                        onClick={() => remove.mutate(project)}
                      >
                        Remove
                      </Button>
                    </span>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {(remove.error ?? restore.error) && <Failed error={(remove.error ?? restore.error)!} />}
      {removed && (
        <p role="status" className="mt-1 text-xs text-soft">
          <Say text={removed.name} /> is no project any more; nothing that belonged to it went.{' '}
          <button type="button" className="evidence" onClick={() => restore.mutate(removed)}>
            Take it back
          </button>
        </p>
      )}
    </Section>
  )
}
