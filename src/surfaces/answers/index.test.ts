import { expectTypeOf, test } from 'vitest'
import type { Api, answers } from './index.ts'

test('types say what is asked and answered', () => {
  expectTypeOf<Api['sessions']['parameters']['limit']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<Api['sessions']['answer']['items'][number]['intent']>().toEqualTypeOf<string | null>()
  expectTypeOf<Api['session']['parameters']['id']>().toEqualTypeOf<string>()
  expectTypeOf<keyof Api>().toEqualTypeOf<(typeof answers)[number]['name']>()
})
