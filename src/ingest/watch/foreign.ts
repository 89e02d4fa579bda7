import { statfs } from 'node:fs/promises'

/** Numbers of Linux's network and shared file systems; see statfs(2) and linux/magic.h. */
const foreignTypes = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x01021997, // 9p
  0x65735546, // FUSE: sshfs, virtiofs, shared folders of Docker Desktop
  0x786f4256, // vboxsf
  0xbacbacbc, // VMware's shared folders
  0x7c7c6673, // Parallels' shared folders
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x73757245, // Coda
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
  0x19830326, // BeeGFS
  0x7461636f, // OCFS2
  0x01161970, // GFS2
])

/** Whether a folder lies where others may write without this machine's noticing: on a network, on the host of a guest. */
export const isForeign = async (path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> => {
  if (platform === 'win32') return path.startsWith('\\\\')
  if (platform === 'darwin') return /^\/(?:Volumes|Network|net)\//.test(path)
  const status = await statfs(path).catch(() => undefined)
  return status !== undefined && foreignTypes.has(status.type >>> 0)
}
