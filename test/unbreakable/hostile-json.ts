/**
 * JSON values that stand where they do not belong, written out: numbers that no program counts with and nesting that none
 * walks cannot be made by `JSON.stringify`.
 */
const text = (value: string): string => JSON.stringify(value)
const escaped = (value: string): string => `"${value}"`

/** Digs a hole: as many brackets one within the other. */
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const nestedObjects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

const types = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '""',
  '[]',
  '{}',
  '[null]',
  '[[{"a":[null]}]]',
  '{"":{}}',
  '[1,"a",{}]',
]

const numbers = [
  '-1',
  '1.5',
  '-0',
  '1e308',
  '1e999',
  '-1e999',
  '1e-320',
  '9007199254740991',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775809',
  text('NaN'),
  text('-1'),
  text('1e308'),
]

const instants = [
  text('1970-01-01T00:00:00.000Z'),
  text('1969-12-31T23:59:59.999Z'),
  text('0001-01-01T00:00:00Z'),
  text('-000044-03-15T12:00:00Z'),
  text('2099-12-31T23:59:59.999Z'),
  text('2199-12-31T23:59:59.999Z'),
  text('9999-12-31T23:59:59.999Z'),
  text('+275760-09-13T00:00:00.000Z'),
  text('2026-02-30T25:61:61Z'),
  text('2026-13-45'),
  text('yesterday'),
  '1767225600',
  '1767225600000',
  '-62135596800000',
  text('1767225600'),
]

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '../../../../etc/passwd',
  '..',
  '.',
  '/',
  '//',
  'a/b',
  '\\\\server\\share\\x',
  'C:\\Windows\\x',
  'file:///etc/passwd',
  '/dev/zero',
  '/proc/self/environ',
  'codex:x',
  'claude-code:x/y',
  "'; drop table session; --",
  '%s%n$1',
  'a\tb\nc\r\nd',
  '\\.',
  '\\N',
].map(text)

const characters = [
  escaped('\\u0000'),
  escaped('a\\u0000b'),
  escaped('\\ud800'),
  escaped('\\udc00\\ud800'),
  escaped('\\u001b]0;owned\\u0007\\u001b[31m\\u009b2J'),
  escaped('\\u202edesrever\\u2066\\u200b\\u200f\\ufeff\\u2028\\u2029'),
  escaped('\\udb40\\udc41\\udb40\\udc42'),
  escaped('\\uffff\\ufffe'),
  escaped('\\\\u0000'),
  text('e\u0301'.repeat(200)),
]

const objects = [
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,"hasOwnProperty":null}',
  '{"type":"text","text":null}',
  '{"type":"tool_use","id":"x","name":"__proto__","input":{"__proto__":[]}}',
  '{"type":"tool_result","tool_use_id":"constructor","content":[[]]}',
  '{"input_tokens":1e300,"output_tokens":-5,"cache_read_input_tokens":"7","cache_creation_input_tokens":9007199254740991}',
  '{"length":4294967295,"0":"a"}',
  `{${Array.from({ length: 300 }, (_, index) => `"field ${index}":${index}`).join(',')}}`,
]

const large = [
  nested(200),
  nested(10_000),
  nestedObjects(200),
  nestedObjects(10_000),
  text('9'.repeat(5000)),
  text('word '.repeat(20_000)),
  `{"${'k'.repeat(70_000)}":1}`,
  `[${'{},'.repeat(5000)}{}]`,
]

/** What a drawn value is taken from: mostly small ones, so that a million of them take minutes. */
export const hostileValues: readonly (readonly string[])[] = [
  types,
  types,
  numbers,
  numbers,
  instants,
  instants,
  names,
  names,
  characters,
  objects,
]

/** Values that take time. */
export const largeValues: readonly string[] = large

/** Keys that a careless table takes for its own. */
export const hostileKeys = ['__proto__', 'constructor', 'toString', '', 'type', '\u202e', 'k'.repeat(3000), 'uuid', '0']
