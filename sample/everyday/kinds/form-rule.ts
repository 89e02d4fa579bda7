import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const rules: readonly [
  name: string,
  what: string,
  pattern: [right: string, wrong: string],
  good: string,
  bad: string,
  message: string,
  complaint: string,
][] = [
  [
    'vatNumber',
    'VAT numbers',
    ['/^[A-Z]{2}[A-Z0-9]{2,12}$/', '/^[A-Z]{2}\\d+$/'],
    'ATU12345678',
    '12345',
    'Begins with the country, for example ATU12345678',
    'austrian ones have a U after the country',
  ],
  [
    'descriptor',
    'statement descriptors',
    ['/^(?=.*[A-Za-z])[\\w .*-]{5,22}$/', '/^[\\w .*-]{5,22}$/'],
    'MY SHOP',
    '12345',
    '5 to 22 characters, at least one letter',
    'only digits must not pass, schemes refuse those',
  ],
  [
    'callbackUrl',
    'webhook addresses',
    ['/^https:\\/\\/[^\\s\\/]+\\.[^\\s]+$/', '/^https?:\\/\\/\\S+$/'],
    'https://shop.example/hooks',
    'http://localhost',
    'Must be https and reachable from outside',
    'https only!',
  ],
  [
    'supportPhone',
    'support numbers',
    ['/^\\+[1-9][0-9 ]{6,17}$/', '/^[0-9+ ]+$/'],
    '+351 210 000 000',
    '0210 000',
    'With the country, for example +351 ...',
    'without the + nobody abroad can call it',
  ],
  [
    'refundAmount',
    'amounts of refunds',
    ['/^(?!0+([.,]0+)?$)\\d+([.,]\\d{1,2})?$/', '/^\\d+[.,]\\d{2}$/'],
    '12,5',
    '0.00',
    'More than zero, with at most two decimals',
    '"12" and "12,5" are fine as well',
  ],
  [
    'teamEmail',
    'e-mail addresses of members',
    ['/^[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}$/', '/^\\w+@\\w+\\.\\w+$/'],
    'jo.do+pay@shop.example',
    'jo@shop',
    'An address such as jo@shop.example',
    'plus and dots must work, half of our merchants use them',
  ],
  [
    'orderPrefix',
    'prefixes of order numbers',
    ['/^[A-Z][A-Z0-9-]{0,5}$/', '/^[A-Z0-9-]{1,6}$/'],
    'WEB-1',
    '-X',
    'Up to six capitals and digits, a letter first',
    'first one has to be a letter',
  ],
  [
    'postcode',
    'postcodes',
    ['/^(?=.*\\d)[A-Z0-9 -]{3,10}$/i', '/^\\d{4,6}$/'],
    'SW1A 1AA',
    'street',
    'As on a letter',
    'british and dutch ones have letters',
  ],
  [
    'closingHour',
    'daily closing times',
    ['/^([01]\\d|2[0-3]):[0-5]\\d$/', '/^\\d{2}:\\d{2}$/'],
    '23:30',
    '25:00',
    'From 00:00 to 23:59',
    '25:99 passes',
  ],
  [
    'planName',
    'names of plans',
    ['/^(?!\\s*$)[^<>]{1,40}$/', '/^\\w{1,40}$/'],
    'Gold & more',
    '<b>',
    'Up to 40 characters, without < and >',
    'blanks and & are fine in a name',
  ],
  [
    'splitShare',
    'shares of a split payment',
    ['/^(100|[1-9]?\\d)$/', '/^\\d{1,3}$/'],
    '40',
    '140',
    'A whole number from 0 to 100',
    '999 passes',
  ],
  [
    'batchDay',
    'days of the month for invoices',
    ['/^([1-9]|1\\d|2[0-8])$/', '/^([1-9]|[12]\\d|3[01])$/'],
    '28',
    '31',
    'From 1 to 28, so that it exists in every month',
    'not every month has a 31st, that was the point',
  ],
  [
    'colour',
    'colours of the checkout',
    ['/^#[0-9a-f]{6}$/i', '/^#[0-9a-f]{3,6}$/i'],
    '#1F5FBF',
    'blue',
    'As #RRGGBB',
    '#12345 is no colour',
  ],
  [
    'domain',
    'domains of payment links',
    ['/^(?!-)[a-z0-9-]{1,63}(\\.[a-z0-9-]{2,})+$/', '/^[a-z.]+$/'],
    'pay.my-shop2.example',
    'my shop',
    'For example pay.shop.example',
    'digits and dashes exist',
  ],
  [
    'taxRate',
    'tax rates',
    ['/^(100|\\d{1,2}([.,]\\d)?)$/', '/^\\d+$/'],
    '5,5',
    '119',
    'A percentage, for example 5,5',
    '5,5 % exists (france), one decimal please',
  ],
]

/** One more field that is checked before it is sent. */
export const formRule: Kind = {
  name: 'form-rule',
  repository: 'console',
  values: rules.length,
  make: (supply, random) => {
    const { value, market } = supply.next('form-rule', rules)
    const [name, what, [right, wrong], good, bad, message, complaint] = value
    const path = inMarket('src/forms', `${name}.ts`, market)
    const testPath = path.replace('.ts', '.test.ts')
    const kebab = name.replace(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`)
    return {
      repository: 'console',
      slug: `check-${kebab}${market.suffix}`,
      area: 'forms',
      nature: 'feat',
      subjects: [
        `Check ${what} before they are sent${market.words}`,
        `${capitalised(what)}: tell what is wrong${market.words}`,
        `Validate ${what}${market.words}`,
        `Form rule for ${what}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Check ${what} in the form instead of waiting for the API to refuse them. A function in ${path} that answers with the message or nothing, no dependency. "${good}" passes, "${bad}" does not. The message: "${message}".`,
          `${capitalised(what)} are only checked by the API, after saving. Check them while somebody types: "${message}" when it does not fit.`,
          `The form takes "${bad}" for ${what}. It should say: "${message}". Write the rule so that the page can use it on blur.`,
          `Rule for ${what}: "${good}" is right, "${bad}" is wrong. In ${path}, with its message.`,
        ],
        short: [
          `form check for ${what}: "${good}" ok, "${bad}" not`,
          `${what}: refuse "${bad}" in the form${market.words}`,
          `${name} validation, msg "${message}"${market.words}`,
          `validate ${what} client side${market.words}`,
        ],
        chat: [
          `people type all sorts of things for ${what} and only learn after saving that it is wrong. could you add a check? the text would be "${message}"`,
          `a merchant entered "${bad}" (${what}) and got a 422 with no explanation. can the form say "${message}"?`,
          `can we check ${what} before sending? "${good}" should be fine, "${bad}" not`,
          `lots of failed saves because of ${what}, see dashboard. a check in the form would help: "${message}"`,
        ],
      }),
      must: [`"${good}" passes`, `"${bad}" gets the message`, 'an empty field is not its business'],
      why: 'The API refused it only after saving.',
      intro: random.pick([
        'I look whether other fields are checked already.',
        'Reading the forms that exist.',
        'Let me see where messages live.',
      ]),
      looks: [find('src/forms/**/*.ts'), read('src/text/index.ts')],
      changes: [
        {
          path,
          to: `const shape = ${right}\n\n/** What is wrong with what was typed, or nothing. */\nexport const ${name}Problem = (typed: string): string | undefined => {\n  const text = typed.trim()\n  return text === '' || shape.test(text) ? undefined : '${message}'\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { ${name}Problem } from './${name}'\n\ntest('takes ${good} and leaves empty fields alone', () => {\n  expect(${name}Problem(' ${good} ')).toBeUndefined()\n  expect(${name}Problem('')).toBeUndefined()\n})\n\ntest('refuses ${bad}', () => {\n  expect(${name}Problem('${bad}')).toBe('${message}')\n})\n`,
      },
      slip: { path, right, wrong, complaint, answer: `The pattern is ${right} now.` },
      check: {
        command: 'npx vitest run src/forms',
        about: 'Run the tests of the forms',
        passes: vitestPasses([[testPath, 2]], random.integer(400, 900)),
        fails: vitestFails(
          testPath,
          [[`refuses ${bad}`, `Error: Failed to resolve import "./${name}" from "${testPath}"`, `${testPath}:2:1`]],
          0,
        ),
        seconds: 2.4,
      },
      answer: random.pick([
        `\`${name}Problem\` gives the message or nothing. It is not wired to the form yet.`,
        'Rule and two tests. The message is in the file, as it is shown nowhere else.',
        `Done. It trims first, as people paste ${what} with blanks.`,
      ]),
    }
  },
}
