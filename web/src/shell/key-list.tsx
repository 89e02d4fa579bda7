import { useState } from 'react'
import { boundKeys } from '../keys/keys.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** All keys that work on the page as it is. */
export const KeyList = ({ onClose }: { readonly onClose: () => void }) => {
  const [groups] = useState(boundKeys)
  return (
    <Dialog label="Keys" onClose={onClose}>
      <div className="max-h-[80dvh] overflow-auto p-5">
        <div className="mb-3 flex items-center justify-between">
          <h2 className="text-[1.1rem] font-semibold">Keys</h2>
          <Button look="quiet" onClick={onClose}>
            Close <Kbd keys="Escape" />
          </Button>
        </div>
        <div className="gap-8 sm:columns-2">
          {groups
            .filter((group) => group.bindings.length > 0)
            .map((group) => (
              <section key={group.name} className="mb-5 break-inside-avoid">
                <h3 className="eyebrow mb-2">{group.name}</h3>
                <dl className="space-y-1.5">
                  {group.bindings
                    .filter(({ keys }) => !keys.startsWith('Arrow'))
                    .map(({ keys, does }) => (
                      <div key={keys} className="flex items-center justify-between gap-4">
                        <dt>{does}</dt>
                        <dd>
                          <Kbd keys={keys} />
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
        </div>
      </div>
    </Dialog>
  )
}
