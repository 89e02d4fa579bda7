import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MaestroError } from '../model/errors.ts'
import { dataFolder, defaultHomes, ensurePrivateFolder, homeAt } from './paths.ts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-paths-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const make = (...folders: string[]) => {
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
}
const at = (path: string) => join(root, path)

describe('dataFolder', () => {
  it('is MAESTRO_HOME where that is set, with ~ and relative paths made absolute', () => {
    expect(dataFolder({ HOME: root, MAESTRO_HOME: '~/data' }, 'linux')).toBe(at('data'))
    expect(dataFolder({ HOME: root, MAESTRO_HOME: relative(process.cwd(), at('data')) }, 'darwin')).toBe(at('data'))
  })

  it('follows the habits of each system', () => {
    expect(dataFolder({ HOME: root }, 'linux')).toBe(at('.local/share/maestro'))
    expect(dataFolder({ HOME: root, XDG_DATA_HOME: at('xdg') }, 'linux')).toBe(at('xdg/maestro'))
    expect(dataFolder({ HOME: root }, 'darwin')).toBe(at('Library/Application Support/Maestro'))
    expect(dataFolder({ USERPROFILE: root, LOCALAPPDATA: at('local') }, 'win32')).toBe(at('local/Maestro'))
  })

  it('takes no heed of empty variables and of a relative XDG_DATA_HOME', () => {
    expect(dataFolder({ HOME: root, MAESTRO_HOME: '', XDG_DATA_HOME: 'xdg' }, 'linux')).toBe(at('.local/share/maestro'))
  })

  it('has one name, however it is reached', () => {
    make('real')
    symlinkSync(at('real'), at('link'))
    expect(dataFolder({ HOME: root, MAESTRO_HOME: at('link/data') }, 'linux')).toBe(at('real/data'))
  })
})

describe('ensurePrivateFolder', () => {
  it('makes a folder that only its owner may enter', () => {
    ensurePrivateFolder(at('a/b'))
    ensurePrivateFolder(at('a/b'))
    expect(statSync(at('a/b')).mode & 0o777).toBe(0o700)
  })

  it('says what to do when it cannot', () => {
    writeFileSync(at('file'), '')
    expect(() => ensurePrivateFolder(at('file/b'))).toThrow(MaestroError)
  })
})

describe('defaultHomes', () => {
  it("finds the agents' folders that exist", () => {
    make('.claude', '.config/claude', '.codex')
    expect(defaultHomes({ HOME: root })).toEqual([
      { path: root, claudeFolders: [at('.config/claude'), at('.claude')], codexFolders: [at('.codex')] },
    ])
  })

  it('finds nothing where there is nothing', () => {
    expect(defaultHomes({ HOME: root })).toEqual([])
  })

  it('counts two names of one folder once', () => {
    make('.claude', '.config')
    symlinkSync(at('.claude'), at('.config/claude'))
    expect(defaultHomes({ HOME: root })[0]?.claudeFolders).toEqual([at('.claude')])
  })

  it('lets CLAUDE_CONFIG_DIR and CODEX_HOME replace the default, each with several folders', () => {
    make('.claude', '.codex', 'one/projects', 'two', 'x', 'y/sessions')
    const env = {
      HOME: root,
      CLAUDE_CONFIG_DIR: `~/one/projects, ${at('two')},,`,
      CODEX_HOME: `~/x,~/y/sessions,~/none`,
    }
    expect(defaultHomes(env)).toEqual([
      { path: root, claudeFolders: [at('one'), at('two')], codexFolders: [at('x'), at('y')] },
    ])
  })

  it('takes a folder whose name has a comma for one', () => {
    make('a,b')
    expect(defaultHomes({ HOME: root, CODEX_HOME: at('a,b') })[0]?.codexFolders).toEqual([at('a,b')])
  })

  it('looks for Claude in XDG_CONFIG_HOME', () => {
    make('xdg/claude')
    expect(defaultHomes({ HOME: root, XDG_CONFIG_HOME: at('xdg') })[0]?.claudeFolders).toEqual([at('xdg/claude')])
  })
})

describe('homeAt', () => {
  it('finds the folders in a home directory, and then does not take projects/ for logs', () => {
    make('.claude', '.codex', 'projects')
    expect(homeAt(root)).toEqual({ home: { path: root, claudeFolders: [at('.claude')], codexFolders: [at('.codex')] } })
  })

  it('takes the directory itself when it holds the logs', () => {
    make('c/projects', 'x/sessions', 'y/archived_sessions')
    expect(homeAt(at('c')).home).toEqual({ path: at('c'), claudeFolders: [at('c')], codexFolders: [] })
    expect(homeAt(at('x')).home).toEqual({ path: at('x'), claudeFolders: [], codexFolders: [at('x')] })
    expect(homeAt(at('y')).home.codexFolders).toEqual([at('y')])
  })

  it('expands ~ and resolves symbolic links', () => {
    make('ana/.claude')
    symlinkSync(at('ana'), at('link'))
    expect(homeAt('~/link', { HOME: root }).home.path).toBe(at('ana'))
  })

  it('says that there is nothing in it', () => {
    const { home, problem } = homeAt(root)
    expect(home).toEqual({ path: root, claudeFolders: [], codexFolders: [] })
    expect(problem).toMatchObject({ path: root, reason: expect.stringContaining('.claude') })
  })

  it.skipIf(process.getuid?.() === 0)('says that it may not be looked into', () => {
    make('other/.claude')
    chmodSync(at('other'), 0o000)
    const { home, problem } = homeAt(at('other'))
    chmodSync(at('other'), 0o700)
    expect(home.claudeFolders).toEqual([])
    expect(problem?.reason).toContain('may not')
  })

  it('refuses what is no directory', () => {
    writeFileSync(at('file'), '')
    expect(() => homeAt(at('none'))).toThrow('There is no directory')
    expect(() => homeAt(at('file'))).toThrow('is not a directory')
  })
})
