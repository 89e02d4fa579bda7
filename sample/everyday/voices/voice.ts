/** How somebody writes to agents and names what they did. */
export interface Voice {
  /** Which wording of a task is theirs. */
  wording: 'full' | 'short' | 'chat'
  /** How they say what must hold, if they do. */
  criteria: 'bullets' | 'numbered' | 'sentence' | 'afterthought'
  /** How a ticket is named in a prompt. */
  ticket: 'lead' | 'sentence' | 'link' | 'end' | 'lower'
  lowerCase: boolean
  /** How often they paste the error or the message along. */
  pastes: number
  /** Put before or after what is asked, at times. */
  openings: readonly string[]
  endings: readonly string[]
  commits: 'ticket-last' | 'ticket-first' | 'brackets' | 'conventional' | 'area' | 'lower' | 'plain'
  /** Asks for the commit and the pull request. */
  closings: readonly string[]
  givesUp: readonly string[]
  /** Asks for the test before the code. */
  testFirst: readonly string[]
}
