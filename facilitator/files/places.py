"""Whether a folder leaves this computer: by folder sync, over a network, or because others share it.

Nothing is asked of any program or server. It is told by how those programs name their folders, by what they
leave in them, and by what the system says of the disk; so it may miss one, and it never takes long.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMED = (
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("OneDrive", r"onedrive( -.*)?|skydrive"),
    ("iCloud Drive", r"icloud ?drive.*|mobile documents|com~apple~clouddocs"),
    ("Google Drive", r"google ?drive.*|my drive|gdrive|drivefs"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud"),
    ("Syncthing", r"syncthing"),
    ("Box", r"box sync|box-box"),
    ("pCloud", r"pcloud ?drive|pcloud sync"),
    ("a cloud drive", r"cloudstorage"),
)
"""How folder sync calls its folders, whole names in small letters."""

_LEFT = (
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud or ownCloud", ".sync_*.db"),
    ("Nextcloud or ownCloud", "._sync_*.db"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("ownCloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
    ("Syncthing", ".stignore"),
    ("Syncthing", ".stversions"),
    ("Google Drive", ".tmp.driveupload"),
    ("Google Drive", ".tmp.drivedownload"),
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Synology Drive", ".SynologyWorkingDirectory"),
)
"""What folder sync leaves in the topmost folder it keeps."""

_SHARED = ("/users/shared", "/home/shared", "/srv", "/var/www", "c:/users/public")
_SHARED_NAMES = frozenset({"public_html", "public"})
_NETWORK = re.compile(
    r"nfs\d*|cifs|smb\d*|smbfs|afpfs|webdav|davfs|fuse\.(sshfs|davfs2?|rclone|gvfsd-fuse|s3fs)|afs|ceph"
    r"|glusterfs|fuse\.glusterfs|lustre|vboxsf|prl_fs|vmhgfs|fuse\.vmhgfs-fuse|ncpfs"
)
_REMOTE_DRIVE = 4


def exposure(folder: Path) -> Iterator[str]:
    """Yield how a folder is shared, such as "Dropbox keeps it on other computers as well".

    Sentences without a full stop, with "it" for the folder; none when nothing speaks for it.
    """
    real = Path(os.path.realpath(folder))
    if (sync := _synced_by(real)) is not None:
        yield f"{sync} keeps it on other computers as well"
    if (kind := _network(real)) is not None:
        yield f"It lies on another computer ({kind})"
    if _is_shared(real):
        yield "It lies in a folder for everybody on this computer"


def _synced_by(real: Path) -> str | None:
    for each in (real, *real.parents):
        for program, pattern in _NAMED:
            if re.fullmatch(pattern, each.name.casefold()):
                return program
        for program, name in _LEFT:
            if any(each.glob(name)):
                return program
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        kept = os.environ.get(variable)
        if kept and real.is_relative_to(kept):
            return "OneDrive"
    return None


def _is_shared(real: Path) -> bool:
    written = f"{real.as_posix().casefold()}/"
    names = {part.casefold() for part in real.parts}
    return any(written.startswith(f"{place}/") for place in _SHARED) or bool(names & _SHARED_NAMES)


def _network(real: Path) -> str | None:
    """Return the kind of disk of a folder if it is one of another computer."""
    if str(real).startswith(("\\\\", "//")):
        return "a share of Windows"
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(f"{real.drive}\\")
        return "a network drive" if drive == _REMOTE_DRIVE else None
    kind = _kind_of_disk(real, _mounted())
    return kind if kind and _NETWORK.fullmatch(kind) else None


def _kind_of_disk(real: Path, mounted: list[tuple[Path, str]]) -> str:
    around = [(len(place.parts), kind) for place, kind in mounted if real.is_relative_to(place)]
    return max(around, default=(0, ""), key=lambda found: found[0])[1]


def _mounted() -> list[tuple[Path, str]]:
    """Return where disks are mounted and of which kind they are, the later over the earlier."""
    if sys.platform == "darwin":
        import subprocess

        command = ["/sbin/mount"]
        try:
            output = subprocess.run(command, capture_output=True, text=True, timeout=2, check=False).stdout
        except (OSError, subprocess.SubprocessError):
            return []
        found = re.findall(r"^.*? on (.*) \((\w+)", output, re.MULTILINE)
        return [(Path(place), kind) for place, kind in found]
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    return [(Path(_plain(each[1])), each[2]) for each in fields if len(each) > 2][::-1]


def _plain(written: str) -> str:
    r"""Return a place as it is; the system writes blanks in it as \040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), written)
