import { MaestroError } from '../../model/errors.ts'
import type { Service } from './description.ts'
import { xmlText } from './xml.ts'

/** Quotes a word as Windows programs split their command line (CommandLineToArgvW). */
const word = (text: string): string =>
  /^[^\s"]+$/.test(text) ? text : `"${text.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`

/** The task scheduler replaces `%NAME%` and `$(Arg0)`, and has no escape for them. */
const refuseVariables = (texts: readonly string[]): void => {
  const found = texts.find((text) => /%|\$\(/.test(text))
  if (found === undefined) return
  throw new MaestroError(
    'usage',
    `A scheduled task cannot hold the path ${found}: Windows takes % and $( in it for a variable.`,
    'Move Maestro or its data to a folder with an ordinary name.',
  )
}

/** The server as a scheduled task of Windows: started at the user's logon, without a window, and again when it fails. */
export const windowsTask = ({ command, workingDirectory }: Service, user: string): string => {
  refuseVariables([...command, workingDirectory])
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Maestro: what was worked on, and why</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${xmlText(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${xmlText(['--headless', ...command].map(word).join(' '))}</Arguments>
      <WorkingDirectory>${xmlText(workingDirectory)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`
}
