const opener =
  /^(?:(?:hi|hey|hello)(?:\s+(?:there|all|team|claude|codex))?|ok(?:ay)?|please|pls|thanks|thank you|yes|yeah|hmm+|ah+|oh|alright|btw|sorry|q|question|first problem|follow[- ]?up|one more thing)(?:\s*[,.!:;]+\s*|\s+[-–—]\s+|\s+|$)/i
const joiner =
  /^(?:so|now|great|cool|perfect|good|nice|next|also|and|then|but|actually|maybe)(?:\s*[,.!:]+\s*|\s+[-–—]\s+|\s+(?=(?:so|now|then|can|could|would|i|we|let|lets|let’s|let's|please|also|next|that we)\b))/i
const mark =
  /^(?:[\s>•·*–—-]+\s|\d{1,2}[.)]\s+|[a-h][.)]\s+|(?:\p{Extended_Pictographic}|\ufe0f|\u200d|\s)+|[-–—]\s+)/iu
const asking =
  /^(?:just )?(?:(?:can|could|would|will) (?:you|we|i)(?: (?:please|also|maybe|perhaps|now|just|kindly|all|instead))*|(?:i(?:'|’)?d|i would) (?:like|love|want)(?: (?:you|us|it))?(?: to)?|i (?:want|need)(?: (?:you|us))? to|(?:i think )?(?:we|you) (?:(?:need|want|have|ought)(?: also| now)? to|should(?! not\b)(?: (?:also|probably|now|just|maybe|really))?)|let(?:'|’)?s(?! not\b)(?: (?:also|now|just|first|please|maybe|instead))*|let us|help me(?: to)?|please|pls|your (?:task|job|goal) is to|the (?:task|goal) is to|make sure(?: that| to)?|go ahead and|feel free to|is it possible to|would it be possible to|would you mind|do me a favou?r and)\s+/iu
const imperative =
  /^(?:add|address|adjust|align|allow|analy[sz]e|apply|audit|automate|backport|benchmark|build|bump|change|clean|compare|configure|connect|consolidate|convert|correct|create|debug|delete|deploy|deprecate|design|disable|document|drop|enable|ensure|evaluate|expand|explain|export|expose|extend|extract|find|fix|format|generate|group|handle|hide|implement|import|improve|increase|inline|install|integrate|introduce|investigate|limit|log|make|merge|migrate|mock|move|optimi[sz]e|parse|plan|port|prepare|prevent|print|profile|propose|publish|reduce|refactor|release|remove|rename|render|reorgani[sz]e|replace|report|reproduce|research|resolve|respond|restore|restructure|retry|return|revert|review|rewrite|rotate|scaffold|set up|show|simplify|sort|speed up|split|start|stop|summari[sz]e|support|switch|test|track|translate|trace|try|unify|update|upgrade|use|validate|verify|wire|write)\b/i
/** What a request looks at or hands over, without saying what is to become of it. */
const looking =
  /^(?:have|take) an?\b.*\blook\b|^(?:look|check|see|read|think|know|explain|help|investigate|tell|find out|help|understand|confirm|go (?:over|through)|try again)\b/i
const pointing = /^\p{L}+ (?:this|that|it|these|those|them)\b/iu
const trouble =
  /\b(?:fail(?:s|ed|ing|ure|ures)?|broken|breaks|bugs?|errors?|crash(?:es|ed|ing)?|hangs|stuck|leaks?|wrong|slow|delay|noticed|issues?|problems?|cannot|(?:does|do|is|are|did|was)(?:n['’]t| not)|(?:can|won|could)['’]t)\b/i
const role = /^(?:you are|you're|act as|your role|imagine you|pretend)\b/i

/** Words that stand for something said elsewhere, or carry nothing by themselves. */
const empty = new Set(
  `a able about above add address after again all also an and another any anything are as at be because been before below both bug but by can
  change changes check code come could do does doing done down error errors everything explain find first fix for from get give go had has
  have having help here how i if in into investigate is issue issues it its itself just know let like little look make me
  message might minute more my need needs new next no not now of off ok on once one only or our out over please problem problems
  propose question quick quickly read really run same second see should show so some something still stuff suggest take tell than that thanks the
  their them then there these they thing things think this those through time to too try two understand up us use
  very want was way we well were what what's when where which while why will with work would yes you your here's it's
  that's there's i'm i've don't doesn't can't bit following somehow happen happens happening prevent together instead`.split(
    /\s+/,
  ),
)

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}._/#'’-]*/gu) ?? []

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace('’', "'")
    .replace(/[._/#'-]+$/, '')

const weightOf = (text: string, told: boolean): number => {
  const words = wordsOf(text)
  const own = words.filter((word) => /\p{L}/u.test(word) && !empty.has(bare(word)))
  if (told && words.length === 2 && !dense.test(text)) return Math.min(own.length, 1)
  return own.length + Math.floor([...text].filter((character) => dense.test(character)).length / 3)
}

/** A sentence of a prompt, without what politeness put around it. */
export interface Sentence {
  readonly text: string
  /** `asked` in words that ask, `imperative`, or told. */
  readonly form: 'asked' | 'imperative' | 'told'
  /** How many of its words say something; those of a few words that only tell count as one. */
  readonly weight: number
  readonly looking: boolean
  /** It speaks of "this" or "it", which stand somewhere else. */
  readonly pointing: boolean
  /** It tells of something that goes wrong. */
  readonly trouble: boolean
}

const politeEnd = /(?:[\s,]+(?:please|pls|for me|thanks|thank you|thx|ok|okay))+\s*([?!.]*)$/i

/** Reads a sentence; undefined where it only tells the agent who it is. */
export const readSentence = (written: string): Sentence | undefined => {
  let text = written.trim()
  for (let before = ''; before !== text; ) {
    before = text
    for (const pattern of [mark, opener, joiner]) {
      const left = text.replace(pattern, '')
      if (/\p{L}/u.test(left)) text = left
    }
  }
  if (role.test(text)) return undefined
  let asked = false
  for (let before = ''; before !== text; ) {
    before = text
    const left = text.replace(asking, '')
    if (left !== text && /\p{L}{2}/u.test(left)) {
      asked = true
      text = left
    }
  }
  text = text.replace(politeEnd, '$1')
  if (asked) text = text.replace(/[\s?]+$/, '')
  const form = asked ? 'asked' : imperative.test(text) ? 'imperative' : 'told'
  return {
    text,
    form,
    weight: weightOf(text, form === 'told'),
    looking: looking.test(text),
    pointing: pointing.test(text),
    trouble: trouble.test(text),
  }
}

const abbreviation = String.raw`(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|no|resp)\.)`
const sentenceEnd = new RegExp(`(?<=[.!?…]["')\\]]?)${abbreviation}\\s+(?=\\S)|(?<=[。！？])`, 'u')

/** The sentences of a line. */
export const sentencesOf = (line: string): string[] =>
  line.split(sentenceEnd).filter((text) => /[\p{L}\p{N}]/u.test(text))
