import type { Service } from './description.ts'

/** Escapes as systemd.syntax(7) has them; `%` begins a specifier there. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll(/[\u0000-\u001f\u007f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

const word = (text: string): string => `"${escaped(text)}"`

/** In a word of a command `$` begins a variable, except in the program itself. */
const argument = (text: string): string => word(text).replaceAll('$', () => '$$')

/** systemd takes no program whose path has one of these. */
const refused = /["'\\\u0000-\u001f\u007f]/

const commandLine = ([node, ...words]: Service['command']): string =>
  refused.test(node)
    ? ['/bin/sh -c', argument('exec "$0" "$@"'), ...[node, ...words].map(argument)].join(' ')
    : [word(node), ...words.map(argument)].join(' ')

/** A value that is taken as it stands, but for specifiers. */
const plain = (text: string): string => text.replaceAll('%', '%%')

/**
 * The server as a unit of the user's systemd. What it hardens needs no privilege and no name spaces, so that it works for
 * users. The embedded database outlives the server (`KillMode=process`) and ends by itself; its socket may lie in /tmp.
 */
export const systemdUnit = ({ command, environment, workingDirectory }: Service): string =>
  `[Unit]
Description=Maestro: what was worked on, and why

[Service]
Type=simple
ExecStart=${commandLine(command)}
${Object.entries(environment)
  .map(([name, value]) => `Environment=${word(`${name}=${value}`)}\n`)
  .join('')}WorkingDirectory=${plain(workingDirectory)}
Restart=on-failure
RestartSec=5
KillMode=process
TimeoutStopSec=15
UMask=0077
NoNewPrivileges=yes
PrivateTmp=no
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native

[Install]
WantedBy=default.target
`
