import { Link } from '@tanstack/react-router'
import { type CSSProperties, useRef } from 'react'
import { Empty } from '../../ui/states.tsx'
import { useTop } from '../../ui/use-top.ts'
import { visibleLine } from '../../ui/visible.ts'
import { FileView } from './file-view.tsx'
import { fileRoute } from './route.ts'

/** A file with the origin of each of its lines. */
export const FilePage = () => {
  const { id } = fileRoute.useParams()
  const { path } = fileRoute.useSearch()
  const frame = useRef<HTMLDivElement>(null)
  const top = useTop(frame)
  return (
    <div
      ref={frame}
      style={{ '--top': `${top}px` } as CSSProperties}
      className="flex h-[calc(100dvh-var(--top)-4rem)] min-h-[24rem] flex-col pt-1 md:h-[calc(100dvh-var(--top))] lg:mt-3 lg:pt-5"
    >
      {path === undefined ? (
        <div className="px-4 md:px-10">
          <h1 className="mb-3 font-serif text-2xl font-semibold">File</h1>
          <Empty title="No file is named.">
            <Link to="/repositories/$id" params={{ id }} className="evidence">
              The page of the repository
            </Link>{' '}
            finds its files.
          </Empty>
        </div>
      ) : (
        <FileView key={`${id} ${path}`} repo={id} path={visibleAs(path)} />
      )}
    </div>
  )
}

/** A path is asked for as it is; only what is shown of it is made visible. */
const visibleAs = (path: string) => ({ asked: path, shown: visibleLine(path) })
