import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { type PaletteItem, usePaletteItems } from './use-palette-items.ts'

/** Finds any page, command, project, repository, person, session, pull request and commit. */
export const Palette = ({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) => {
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  const [chosen, setChosen] = useState('')
  const groups = usePaletteItems(words, { onKeys })
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id))
  const run = (item: PaletteItem) => {
    onClose()
    if (item.run) item.run()
    else if (item.go) void navigate(item.go as never)
  }
  return (
    <Dialog label="Find anything" onClose={onClose} className="mt-[12dvh]">
      <Command
        shouldFilter={false}
        loop
        label="Find anything"
        value={ids.includes(chosen) ? chosen : (ids[0] ?? '')}
        onValueChange={setChosen}
      >
        <Command.Input
          data-autofocus
          value={words}
          onValueChange={(next) => {
            setWords(next)
            setChosen('')
          }}
          placeholder="Page, project, person, repository, session, pull request, commit, command"
          className="w-full border-b border-line bg-panel px-4 py-3 text-[1.05rem] outline-none placeholder:text-soft"
        />
        <Command.List className="max-h-[56dvh] overflow-auto p-2">
          <Command.Empty className="px-3 py-6 text-center text-soft">Nothing is called so.</Command.Empty>
          {groups.map(({ title, items }) => (
            <Command.Group
              key={title}
              heading={title}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-soft"
            >
              {items.map((item) => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  onSelect={() => run(item)}
                  className="flex cursor-pointer items-center justify-between gap-4 rounded-md px-2 py-1.5 aria-selected:bg-tint"
                >
                  <span className="min-w-0 truncate">{item.title}</span>
                  {item.keys ? (
                    <Kbd keys={item.keys} />
                  ) : (
                    <span className="shrink-0 text-xs text-soft">{item.detail}</span>
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}
