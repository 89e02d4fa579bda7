import type { ReactNode } from 'react'

/** Named figures one below the other; those that are not known are left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl>
    {facts
      .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
      .map(([name, value]) => (
        <div key={name} className="flex justify-between gap-6 border-t border-line py-1.5">
          <dt className="text-soft">{name}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
  </dl>
)
