import type { Service } from './description.ts'
import { xmlText } from './xml.ts'

/** What launchd calls the service. */
export const launchdLabel = 'maestro.server'

/** 0077 as the decimal number that launchd wants. */
const umask = 0o077

/** The server as an agent of macOS's launchd: started at login, and again when it fails. */
export const launchdAgent = ({ command, environment, workingDirectory, logFile }: Service): string => {
  const variables = Object.entries(environment)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${launchdLabel}</string>
  <key>ProgramArguments</key>
  <array>
${command.map((word) => `    <string>${xmlText(word)}</string>\n`).join('')}  </array>
${
  variables.length === 0
    ? ''
    : `  <key>EnvironmentVariables</key>
  <dict>
${variables.map(([name, value]) => `    <key>${name}</key>\n    <string>${xmlText(value)}</string>\n`).join('')}  </dict>
`
}  <key>WorkingDirectory</key>
  <string>${xmlText(workingDirectory)}</string>
  <key>StandardOutPath</key>
  <string>${xmlText(logFile)}</string>
  <key>StandardErrorPath</key>
  <string>${xmlText(logFile)}</string>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>${umask}</integer>
</dict>
</plist>
`
}
