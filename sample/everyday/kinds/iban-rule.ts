import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { find, read, search } from '../../script.ts'
import { inMarket, type Kind, wordings } from '../task.ts'

const countries: readonly [code: string, name: string, length: number, bank: number, sample: string][] = [
  ['at', 'Austria', 20, 5, 'AT611904300234573201'],
  ['be', 'Belgium', 16, 3, 'BE68539007547034'],
  ['cz', 'Czechia', 24, 4, 'CZ6508000000192000145399'],
  ['dk', 'Denmark', 18, 4, 'DK5000400440116243'],
  ['ee', 'Estonia', 20, 2, 'EE382200221020145685'],
  ['fi', 'Finland', 18, 3, 'FI2112345600000785'],
  ['gr', 'Greece', 27, 3, 'GR1601101250000000012300695'],
  ['hr', 'Croatia', 21, 7, 'HR1210010051863000160'],
  ['hu', 'Hungary', 28, 3, 'HU42117730161111101800000000'],
  ['ie', 'Ireland', 22, 4, 'IE29AIBK93115212345678'],
  ['lt', 'Lithuania', 20, 5, 'LT121000011101001000'],
  ['lu', 'Luxembourg', 20, 3, 'LU280019400644750000'],
  ['lv', 'Latvia', 21, 4, 'LV80BANK0000435195001'],
  ['no', 'Norway', 15, 4, 'NO9386011117947'],
  ['pl', 'Poland', 28, 8, 'PL61109010140000071219812874'],
  ['pt', 'Portugal', 25, 4, 'PT50000201231234567890154'],
  ['ro', 'Romania', 24, 4, 'RO49AAAA1B31007593840000'],
  ['si', 'Slovenia', 19, 5, 'SI56263300012039086'],
  ['sk', 'Slovakia', 24, 4, 'SK3112000000198742637541'],
]

/** Payouts to one more country: what an IBAN looks like there. */
export const ibanRule: Kind = {
  name: 'iban-rule',
  repository: 'payments',
  values: countries.length,
  make: (supply, random) => {
    const { value, round, market } = supply.next('iban-rule', countries)
    const [code, name, length, bank, sample] = value
    const upper = code.toUpperCase()
    const path = inMarket('src/payouts/iban', `${code}.ts`, market)
    const up = round === 0 ? '../..' : '../../..'
    const testPath = path.replace('.ts', '.test.ts')
    const right = `const shape = /^${upper}\\d{2}[A-Z0-9]{${length - 4}}$/`
    const forMarket = market.words && `${market.words} as well`
    const opening = random.pick([
      `I'll see how the other countries do it first.`,
      `Let me look at what is there for payouts and IBANs.`,
      `First the existing rules, so that ${name} fits in.`,
    ])
    return {
      repository: 'payments',
      slug: `iban-${code}${market.suffix}`,
      area: 'payouts',
      nature: 'feat',
      subjects: [
        `Accept payouts to ${name}${forMarket}`,
        `IBANs of ${name}${forMarket}`,
        `Check IBANs from ${name} before a payout${forMarket}`,
        `Payouts to ${name}${forMarket}`,
      ],
      asks: wordings(random, {
        full: [
          `Payouts to ${name}: add ${path}, in the manner of the other countries if there are any. An IBAN there has ${length} characters, the bank is the first ${bank} after the check digits.`,
          `The next country for payouts is ${name}: ${length} characters by the registry, a bank code of ${bank} directly after the check digits. Validate, normalise, and give back the bank.`,
          `A merchant could not enter their account in ${name}. Add the rule for ${upper}: ${length} characters, ${bank} of them the bank.`,
          `IBAN check for ${name} (${upper}), length ${length}, bank ${bank}. The function returns the normalised IBAN and the bank, or nothing.`,
        ],
        short: [
          `add iban rule for ${upper} (${length} chars, bank code ${bank})${forMarket}`,
          `${upper} payouts: iban ${length} long, bank = first ${bank}${forMarket}`,
          `iban ${code}: ${length}/${bank}, see registry${forMarket}`,
        ],
        chat: [
          `sales want payouts to ${name} this month. can you add the IBAN validation for it? should be ${length} long I think, please check the length again, and a small test`,
          `we say on the website that we pay out to ${name} but the form refuses it :( IBAN has ${length} characters there, bank code is ${bank}`,
          `how hard is it to add ${name} to the payout countries? if it is only the IBAN (${length} chars) then please just do it`,
          `got a support case from ${name}: ${sample.replace(/(.{4})/g, '$1 ').trim()} is not accepted. looks like we have no rule for ${upper}`,
        ],
      }),
      must: ['spaces and case do not matter', 'one character too few is refused', `${sample} passes`],
      why: `Sales have merchants waiting for payouts to ${name}.`,
      intro: opening,
      looks: [find('src/payouts/**/*.ts'), search('iban', 'src'), read('src/money.ts')],
      changes: [
        {
          path,
          to: `/** IBANs of ${name}: ${length} characters, of which the bank has ${bank}. */\n${right}\n\nexport const ${code}Iban = (text: string): { iban: string; bank: string } | undefined => {\n  const iban = text.replace(/\\s/g, '').toUpperCase()\n  if (!shape.test(iban)) return undefined\n  return { iban, bank: iban.slice(4, ${4 + bank}) }\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { ${code}Iban } from './${code}.ts'\n\ntest('takes an IBAN of ${name}', () => {\n  expect(${code}Iban('${sample}')).toEqual({ iban: '${sample}', bank: '${sample.slice(4, 4 + bank)}' })\n})\n\ntest('ignores spaces and case', () => {\n  expect(${code}Iban('${sample
          .replace(/(.{4})/g, '$1 ')
          .trim()
          .toLowerCase()}')?.iban).toBe('${sample}')\n})\n\ntest('refuses one that is too short', () => {\n  expect(${code}Iban('${sample.slice(0, -1)}')).toBeUndefined()\n})\n`,
      },
      slip: {
        path,
        right,
        wrong: `const shape = /^${upper}\\d{${length - 2}}$/`,
        complaint: random.pick([
          `not right: the account part can have letters, e.g. IE29AIBK.... you only allow digits`,
          `hm, ${upper} accounts may contain letters per the registry, your pattern refuses them. fix the pattern, not the test`,
          `wrong, letters are allowed after the check digits`,
        ]),
        answer: `Right, only the two check digits must be digits. The pattern now takes letters and digits for the rest.`,
      },
      check: {
        command: `npx vitest run ${path.replace(/\/[^/]+$/, '')}`,
        about: 'Run the IBAN tests',
        passes: vitestPasses([[testPath, 3]], 420 + length),
        fails: vitestFails(
          testPath,
          [
            [
              `takes an IBAN of ${name}`,
              `Error: Cannot find module './${code}.ts' imported from '${up}/${testPath}'`,
              `${testPath}:2:1`,
            ],
          ],
          0,
        ),
        seconds: 2.6,
      },
      answer: random.pick([
        `Payouts to ${name} are accepted: ${length} characters, bank in positions 5 to ${4 + bank}, spaces and case ignored. Three tests.`,
        `Done. \`${code}Iban\` gives the normalised IBAN and the bank code, or nothing. The example from your message is one of the tests.`,
        `Added \`${path}\` with tests. It checks the shape only, not the check digits: there is no helper for mod 97 yet, say so if you want one.`,
      ]),
    }
  },
}
