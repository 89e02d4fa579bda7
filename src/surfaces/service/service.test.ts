import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import { describeService, type Service } from './description.ts'
import { environmentText } from './environment-file.ts'
import { launchdAgent } from './launchd-agent.ts'
import type { Installation } from './manager.ts'
import { managerFor } from './managers.ts'
import { systemdUnit } from './systemd-unit.ts'
import { windowsTask } from './windows-task.ts'

const nasty = `/home/ana b/"q" 100% $HOME 'x' \\n &<>é`

const described = (node: string, folder: string, environment: Record<string, string> = {}): Service => ({
  command: [node, '/opt/maestro/bin/maestro.js', 'up', '--no-link', folder],
  environment,
  secrets: {},
  environmentFile: `${folder}/service.env`,
  workingDirectory: '/home/ana',
  logFile: `${folder}/server.log`,
})

const plainService = described('/usr/bin/node', '/home/ana/data', { MAESTRO_HOME: '/home/ana/data' })

const systemdChecker = 'systemd-analyze'

const has = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`])
    return true
  } catch {
    return false
  }
}

describe('a unit of systemd', () => {
  test('is this', () => {
    expect(systemdUnit(plainService)).toBe(`[Unit]
Description=Maestro: what was worked on, and why

[Service]
Type=simple
ExecStart="/usr/bin/node" "/opt/maestro/bin/maestro.js" "up" "--no-link" "/home/ana/data"
Environment="MAESTRO_HOME=/home/ana/data"
WorkingDirectory=/home/ana
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
`)
  })

  test('holds any path', () => {
    const unit = systemdUnit(described('/opt/n $1/node', nasty, { MAESTRO_HOME: nasty }))
    expect(unit).toContain(`ExecStart="/opt/n $1/node" `)
    expect(unit).toContain(String.raw`"/home/ana b/\"q\" 100%% $$HOME 'x' \\n &<>é"`)
    expect(unit).toContain(String.raw`Environment="MAESTRO_HOME=/home/ana b/\"q\" 100%% $HOME 'x' \\n &<>é"`)
  })

  test.runIf(has(systemdChecker))('is one that systemd takes', () => {
    using folder = new TemporaryFolder()
    const file = join(folder.path, 'maestro.service')
    const spaced = join(folder.path, 'a "b" c')
    mkdirSync(spaced)
    writeFileSync(join(spaced, 'node'), '#!/bin/sh\n', { mode: 0o755 })
    writeFileSync(file, systemdUnit(described(join(spaced, 'node'), nasty, { MAESTRO_HOME: nasty })))
    const output = execFileSync(systemdChecker, ['verify', '--user', '--man=no', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, XDG_RUNTIME_DIR: folder.path },
    })
    expect(output).toBe('')
  })
})

/** Reads XML back through Python, which the test machines have. */
const inPython = (script: string, input: string | Buffer): unknown =>
  JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' }))

describe.runIf(has('python3'))('an agent of launchd', () => {
  test('says the same when it is read back, whatever the paths', () => {
    const service = described('/usr/bin/node', nasty, { MAESTRO_HOME: nasty, CODEX_HOME: '/c' })
    const script = 'import sys,plistlib,json;print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))'
    expect(inPython(script, launchdAgent(service))).toEqual({
      Label: 'maestro.server',
      ProgramArguments: service.command,
      EnvironmentVariables: { MAESTRO_HOME: nasty, CODEX_HOME: '/c' },
      WorkingDirectory: '/home/ana',
      StandardOutPath: `${nasty}/server.log`,
      StandardErrorPath: `${nasty}/server.log`,
      RunAtLoad: true,
      KeepAlive: { SuccessfulExit: false },
      ProcessType: 'Background',
      Umask: 0o077,
    })
  })

  test('has no environment where none is needed', () => {
    expect(launchdAgent(described('/usr/bin/node', '/d'))).not.toContain('EnvironmentVariables')
  })

  test('refuses what XML cannot hold', () => {
    expect(() => launchdAgent(described('/usr/bin/node', '/a\u0001b'))).toThrow(/no service description can hold/)
  })
})

describe('a task of Windows', () => {
  const service = described('C:\\Program Files\\node\\node.exe', 'D:\\my "data"\\')

  test.runIf(has('python3'))('says the same when it is read back', () => {
    const script = `
import sys, json, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps({e.tag.split('}')[1]: (e.text or '').strip() for e in root.iter()}))`
    expect(inPython(script, Buffer.from(`\ufeff${windowsTask(service, 'PC\\Ana & Bo')}`, 'utf16le'))).toMatchObject({
      UserId: 'PC\\Ana & Bo',
      LogonType: 'InteractiveToken',
      RunLevel: 'LeastPrivilege',
      ExecutionTimeLimit: 'PT0S',
      Command: 'conhost.exe',
      Arguments: String.raw`--headless "C:\Program Files\node\node.exe" /opt/maestro/bin/maestro.js up --no-link "D:\my \"data\"\\"`,
      WorkingDirectory: '/home/ana',
    })
  })

  test('refuses what the task scheduler would replace', () => {
    expect(() => windowsTask(described('C:\\%x%\\node.exe', 'D:\\'), 'ana')).toThrow(/takes % and \$\( in it/)
  })
})

describe('an environment file', () => {
  test.each(['postgres://u:p%20w@h/db?a=1&b=2', `with 'single'`, 'with "double" and #', '$HOME `x` "y"', ' a=b '])(
    'gives Node %s',
    (value) => {
      using folder = new TemporaryFolder()
      const file = join(folder.path, 'service.env')
      writeFileSync(file, environmentText({ DATABASE_URL: value }))
      const words = [`--env-file-if-exists=${file}`, '-p', 'process.env.DATABASE_URL']
      expect(execFileSync(process.execPath, words, { encoding: 'utf8', env: {} })).toBe(`${value}\n`)
    },
  )

  test.each(['\' " `', 'a\nb'])('refuses what Node could not read: %j', (value) => {
    expect(() => environmentText({ DATABASE_URL: value })).toThrow(/DATABASE_URL has signs/)
  })
})

describe('what a service runs', () => {
  const request = { home: '/home/ana', platform: 'linux', port: undefined } as const

  test('is this installation, with an environment only where it differs from the usual', () => {
    const usual = describeService({ ...request, folder: '/home/ana/.local/share/maestro', env: { PATH: '' } })
    expect(usual.environment).toEqual({})
    expect(usual.command.slice(1)).toEqual([
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '../../../bin/maestro.js'),
      'up',
      '--no-link',
    ])
    expect(usual.command[0]).toBe(process.execPath)
  })

  test('names another data folder and the homes of the agents, and hides the database', () => {
    const env = { CODEX_HOME: '/c', DATABASE_URL: 'postgres://u:secret@h/d', PATH: '' }
    const service = describeService({ ...request, folder: '/data', env, port: 5000 })
    expect(service.environment).toEqual({ MAESTRO_HOME: '/data', CODEX_HOME: '/c' })
    expect(service.command.slice(1)).toEqual([
      '--env-file-if-exists=/data/service.env',
      '--disable-warning=ExperimentalWarning',
      expect.stringMatching(/bin\/maestro\.js$/),
      'up',
      '--no-link',
      '--port',
      '5000',
    ])
    expect(systemdUnit(service) + launchdAgent(service)).not.toContain('secret')
  })
})

/** Programs of that name that write down their words, and fail as they are told to. */
const fake = (folder: string, name: string, script = '') => {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${script}\n`)
  chmodSync(file, 0o755)
}

const callsIn = (folder: string): string[] =>
  existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : []

const installationIn = (folder: string): Installation => {
  const env = { PATH: `${folder}:/bin:/usr/bin`, DATABASE_URL: 'postgres://u:secret@h/d' }
  const service = describeService({
    folder: join(folder, 'data'),
    env,
    home: folder,
    platform: 'linux',
    port: undefined,
  })
  return { service, env, home: folder, uid: 1000, user: 'PC\\ana' }
}

describe('installed with the tools of the system', () => {
  test('systemd: written, started, told of lingering, asked, and taken away', async () => {
    using folder = new TemporaryFolder()
    fake(folder.path, 'systemctl')
    fake(folder.path, 'loginctl', 'echo Linger=no')
    const installation = installationIn(folder.path)
    const manager = managerFor('linux')
    expect(await manager.status(installation)).toMatchObject({ installed: false })
    expect(await manager.install(installation)).toEqual([expect.stringContaining('loginctl enable-linger')])
    const file = join(folder.path, '.config/systemd/user/maestro.service')
    expect(readFileSync(file, 'utf8')).toBe(manager.text(installation))
    expect(statSync(installation.service.environmentFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(installation.service.environmentFile, 'utf8')).toBe(`DATABASE_URL='postgres://u:secret@h/d'\n`)
    expect(await manager.status(installation)).toEqual({ installed: true, running: true, enabled: true, file })
    expect(await manager.uninstall(installation)).toBe('removed')
    expect([file, installation.service.environmentFile].filter(existsSync)).toEqual([])
    expect(await manager.uninstall(installation)).toBe('not installed')
    expect(callsIn(folder.path)).toEqual([
      'systemctl --user show-environment',
      'systemctl --user daemon-reload',
      'systemctl --user enable maestro.service',
      'systemctl --user restart maestro.service',
      'loginctl show-user 1000 --property=Linger',
      'systemctl --user is-active maestro.service',
      'systemctl --user is-enabled maestro.service',
      'systemctl --user disable --now maestro.service',
      'systemctl --user daemon-reload',
    ])
  })

  test('systemd without a session of the user: said so, and nothing is written', async () => {
    using folder = new TemporaryFolder()
    fake(folder.path, 'systemctl', 'echo "Failed to connect to bus: No medium found" >&2; exit 1')
    const installation = installationIn(folder.path)
    await expect(managerFor('linux').install(installation)).rejects.toMatchObject({
      code: 'busy',
      message: 'systemctl show-environment failed: Failed to connect to bus: No medium found.',
      next: expect.stringMatching(/enable-linger.*maestro up --detach/),
    })
    expect(await managerFor('linux').status(installation)).toMatchObject({ installed: false })
  })

  test('a machine without systemd', async () => {
    using folder = new TemporaryFolder()
    const installation = { ...installationIn(folder.path), env: { PATH: folder.path } }
    await expect(managerFor('linux').install(installation)).rejects.toMatchObject({
      code: 'not-found',
      message: 'This machine has no systemctl.',
      next: expect.stringContaining('maestro up --detach'),
    })
  })

  test('launchd', async () => {
    using folder = new TemporaryFolder()
    fake(
      folder.path,
      'launchctl',
      'case $1 in bootout) exit 3;; print) printf "x = {\\n\\tstate = running\\n}\\n";; esac',
    )
    const installation = installationIn(folder.path)
    const manager = managerFor('darwin')
    await manager.install(installation)
    const file = join(folder.path, 'Library/LaunchAgents/maestro.server.plist')
    expect(readFileSync(file, 'utf8')).toBe(manager.text(installation))
    expect(await manager.status(installation)).toEqual({ installed: true, running: true, enabled: true, file })
    expect(await manager.uninstall(installation)).toBe('removed')
    expect(existsSync(file)).toBe(false)
    expect(callsIn(folder.path)).toEqual([
      'launchctl bootout gui/1000/maestro.server',
      `launchctl bootstrap gui/1000 ${file}`,
      'launchctl print gui/1000/maestro.server',
      'launchctl bootout gui/1000/maestro.server',
    ])
  })

  test('the task scheduler, also when it refuses', async () => {
    using folder = new TemporaryFolder()
    fake(folder.path, 'schtasks', 'case $1 in /Query) echo "Status:   Running";; /Run) test ! -f "$0.broken";; esac')
    const installation = installationIn(folder.path)
    const manager = managerFor('win32')
    await manager.install(installation)
    const file = join(folder.path, 'data/service.xml')
    expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]))
    expect(await manager.status(installation)).toEqual({ installed: true, running: true, enabled: true, file })
    writeFileSync(join(folder.path, 'schtasks.broken'), '')
    await expect(manager.install(installation)).rejects.toMatchObject({ code: 'busy' })
    expect(await manager.uninstall(installation)).toBe('removed')
    expect(callsIn(folder.path).slice(0, 3)).toEqual([
      `schtasks /Create /TN Maestro /XML ${file} /F`,
      'schtasks /Run /TN Maestro',
      'schtasks /Query /TN Maestro /FO LIST',
    ])
  })

  test('a platform without any', () => {
    expect(() => managerFor('freebsd')).toThrow(/knows no way to install a service on freebsd/)
  })
})
