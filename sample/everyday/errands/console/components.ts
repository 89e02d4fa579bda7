import type { Errand } from '../errand.ts'

const repository = 'console' as const

/** What merchants see and touch. */
export const componentsErrands: readonly Errand[] = [
  {
    repository,
    slug: 'button-type',
    area: 'components',
    nature: 'fix',
    subjects: ['Do not submit forms by accident', 'Button: type="button"'],
    asks: {
      full: 'Button has no type, so inside a form every Button submits it. Default to type="button", let the caller ask for submit.',
      short: 'Button needs type=button by default',
      chat: 'clicking "cancel" in the settings form saves it. classic missing type on the button I guess?',
    },
    why: 'Cancel saved the settings.',
    changes: [
      {
        path: 'src/components/Button.tsx',
        from: 'export const Button = ({ onClick, children }: { onClick?: () => void; children: ReactNode }) => (\n  <button className="button" onClick={onClick}>',
        to: "interface ButtonProps {\n  type?: 'button' | 'submit'\n  onClick?: () => void\n  children: ReactNode\n}\n\nexport const Button = ({ type = 'button', onClick, children }: ButtonProps) => (\n  <button type={type} className=\"button\" onClick={onClick}>",
      },
    ],
    answer:
      'A Button only submits when it is told to. Two forms relied on the old way: I found none with a `search` for `<form`, please look at the settings page once.',
  },
  {
    repository,
    slug: 'modal-escape',
    area: 'a11y',
    nature: 'feat',
    subjects: ['Close dialogs with Escape', 'Dialogs keep the focus inside'],
    asks: {
      full: 'Modal: use the <dialog> element, so that Escape closes it, focus stays inside and readers announce it. A click on the background still closes, a click inside must not.',
      short: 'Modal -> <dialog>, esc closes, click inside must not',
      chat: 'accessibility audit says our modals are not reachable by keyboard. could we use the dialog element? and clicking inside closes it too at the moment, that is a bug',
    },
    must: ['Escape calls onClose', 'a click inside does not'],
    why: 'From the accessibility audit.',
    changes: [
      {
        path: 'src/components/Modal.tsx',
        from: '  <div className="modal-back" onClick={onClose}>\n    <div className="modal">{children}</div>\n  </div>',
        to: '  <dialog\n    className="modal"\n    ref={(element) => element?.showModal()}\n    onClose={onClose}\n    onClick={(event) => event.target === event.currentTarget && onClose()}\n  >\n    {children}\n  </dialog>',
      },
    ],
    slip: {
      path: 'src/components/Modal.tsx',
      right: 'onClick={(event) => event.target === event.currentTarget && onClose()}',
      wrong: 'onClick={onClose}',
      complaint: 'click inside still closes it',
      answer: 'Only a click on the dialog itself closes it, that is the background.',
    },
    answer: 'It is a `<dialog>` now. jsdom does not know showModal, so there is no test for Escape.',
  },
  {
    repository,
    slug: 'pager-ends',
    area: 'components',
    nature: 'fix',
    subjects: ['Stop paging at both ends', 'Pager went to page 0'],
    asks: {
      full: 'Pager lets you go to page 0 and beyond the last page. Disable the button at each end.',
      short: 'Pager: disable at ends',
      chat: 'you can go to page 0, -1, -2... the table is just empty then. disable the buttons?',
    },
    why: 'Page 0 showed an empty table.',
    changes: [
      {
        path: 'src/components/Pager.tsx',
        from: '<button onClick={() => onPage(page - 1)}>',
        to: '<button type="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>',
      },
      {
        path: 'src/components/Pager.tsx',
        from: '<button onClick={() => onPage(page + 1)}>',
        to: '<button type="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>',
      },
    ],
    slip: {
      path: 'src/components/Pager.tsx',
      right: 'page >= pages',
      wrong: 'page > pages',
      complaint: 'off by one, on 4 / 4 next is still active',
      answer: 'On the last page Next is off now.',
    },
    answer: 'Both buttons stop at their end.',
  },
  {
    repository,
    slug: 'copy-feedback',
    area: 'components',
    nature: 'feat',
    subjects: ['Say when something was copied', 'Copy button tells that it worked'],
    asks: {
      full: 'CopyButton gives no sign that it worked, and throws where there is no clipboard (plain http in the test shop). Say "Copied" for two seconds; without a clipboard do not show the button.',
      short: 'CopyButton: show "Copied" 2s, hide if no clipboard',
      chat: 'merchants click copy five times because nothing happens. could it say "Copied" for a moment?',
    },
    why: 'Nobody saw that it had worked.',
    changes: [
      {
        path: 'src/components/CopyButton.tsx',
        from: 'export const CopyButton = ({ text }: { text: string }) => (\n  <Button onClick={() => navigator.clipboard.writeText(text)}>Copy</Button>\n)',
        to: "export const CopyButton = ({ text }: { text: string }) => {\n  const [copied, setCopied] = useState(false)\n  if (!navigator.clipboard) return null\n  const copy = async () => {\n    await navigator.clipboard.writeText(text)\n    setCopied(true)\n    setTimeout(setCopied, 2000, false)\n  }\n  return <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>\n}",
      },
      {
        path: 'src/components/CopyButton.tsx',
        from: "import { Button } from './Button'",
        to: "import { useState } from 'react'\nimport { Button } from './Button'",
      },
    ],
    answer: 'It says Copied for two seconds and is not there where nothing can be copied.',
  },
  {
    repository,
    slug: 'date-range-order',
    area: 'components',
    nature: 'fix',
    subjects: ['Keep date ranges in order', 'End before start gives an empty export'],
    asks: {
      full: 'DateRange lets the end lie before the start, and the export is empty without a word. Set min and max on the inputs, and move the other end along when one passes it.',
      short: 'DateRange: end < start possible, fix',
      chat: 'someone exported from 1 march to 1 february and wrote to support that the file is empty :) can we prevent that',
    },
    why: 'The export was empty without a word.',
    changes: [
      {
        path: 'src/components/DateRange.tsx',
        from: '<input type="date" value={range.from} onChange',
        to: '<input type="date" value={range.from} max={range.to} onChange',
      },
      {
        path: 'src/components/DateRange.tsx',
        from: '<input type="date" value={range.to} onChange',
        to: '<input type="date" value={range.to} min={range.from} onChange',
      },
    ],
    answer:
      'The browser offers only ends that fit. Typed dates can still be wrong for a moment; the form refuses them.',
  },
  {
    repository,
    slug: 'focus-ring',
    area: 'styles',
    nature: 'fix',
    subjects: ['Show where the focus is', 'Bring back the focus ring'],
    asks: {
      full: 'styles.css removes the outline of buttons, so nobody sees where the focus is. Give :focus-visible a ring, and nothing on a click.',
      short: 'outline:none on buttons -> focus-visible ring',
      chat: 'audit point 4: no focus ring on buttons. I think somebody removed the outline years ago',
    },
    why: 'From the accessibility audit.',
    changes: [
      {
        path: 'src/styles.css',
        from: '  border-radius: 4px;\n  outline: none;\n}',
        to: '  border-radius: 4px;\n}\n\n.button:focus-visible {\n  outline: 2px solid #1f5fbf;\n  outline-offset: 2px;\n}',
      },
    ],
    answer: 'The ring shows for the keyboard only.',
  },
  {
    repository,
    slug: 'empty-contrast',
    area: 'styles',
    nature: 'fix',
    subjects: ['Make empty states readable', 'Grey on white was too light'],
    asks: {
      full: 'The text of empty states (#b8b8b8 on white) has a contrast of 2:1. It needs 4.5:1; take the darkest grey that still looks quiet.',
      short: 'empty state contrast too low, need 4.5',
      chat: 'can hardly read the empty states on my laptop outside. darker grey pls',
    },
    why: 'The contrast was 2:1.',
    changes: [{ path: 'src/styles.css', from: '  color: #b8b8b8;', to: '  color: #6b6b6b;' }],
    answer: '#6b6b6b on white is 5.3:1.',
  },
  {
    repository,
    slug: 'page-title',
    area: 'html',
    nature: 'fix',
    subjects: ['Name the browser tab', 'Language and title of the page'],
    asks: {
      full: 'index.html has no language and the tab is called "console". Set lang="en" and the title "Tarnwick Pay"; the pages add their own name later.',
      short: 'index.html: lang + title',
      chat: 'tab just says "console", and lighthouse wants a lang attribute',
    },
    why: 'Screen readers guessed the language.',
    changes: [
      { path: 'index.html', from: '<html>', to: '<html lang="en">' },
      { path: 'index.html', from: '<title>console</title>', to: '<title>Tarnwick Pay</title>' },
    ],
    answer: 'Both are set.',
  },
  {
    repository,
    slug: 'table-numbers',
    area: 'styles',
    nature: 'feat',
    subjects: ['Line up amounts in tables', 'tabular numbers'],
    asks: {
      full: 'Digits in tables should have one width, so that amounts line up. One line of CSS, no new class.',
      short: 'tables: tabular-nums',
      chat: 'amounts in the tables dance around, can we get digits of the same width?',
    },
    why: 'Amounts did not line up.',
    changes: [
      {
        path: 'src/styles.css',
        from: '  padding: 4px 12px;\n',
        to: '  padding: 4px 12px;\n  font-variant-numeric: tabular-nums;\n',
      },
    ],
    answer: 'One line; it holds for every table.',
  },
]
