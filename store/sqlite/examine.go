package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"jinqiao"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// locate returns the full path of a store and refuses what can be none. It
// touches nothing, and opens the file only if nobody can hold it: closing a file
// would give up the locks that this process has on it.
func locate(path string) (string, error) {
	if path == "" {
		return "", refusal("the store needs the path of a file")
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return "", refusal("%s: %s", path, cause(err))
	}
	if err := examineFile(full); err != nil {
		return "", err
	}
	if _, err := os.Lstat(lockPath(full)); err == nil {
		return full, nil
	}
	_, err = examine(full)
	return full, err
}

// examineFile looks at what there is at a path.
func examineFile(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return examineFolder(filepath.Dir(path))
	}
	if err != nil {
		return refusal("%s cannot be read: %s", path, cause(err))
	}
	if info.IsDir() {
		return refusal("%s is a folder; the store needs the path of a file", path)
	}
	if !info.Mode().IsRegular() {
		return refusal("%s is not a regular file", path)
	}
	return nil
}

// examine looks into a file and refuses what is no store of this version.
// unmade means that its tables have still to be made, or may have been cut off
// in the making: then the journal of it is left.
func examine(path string) (unmade bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return true, nil
	}
	if err := examineHeader(path); err != nil {
		return false, err
	}
	_, err = os.Stat(path + "-journal")
	return err == nil, nil
}

func examineFolder(folder string) error {
	info, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return refusal("the folder %s does not exist; make it first", folder)
	}
	if err != nil {
		return refusal("the folder %s cannot be read: %s", folder, cause(err))
	}
	if !info.IsDir() {
		return refusal("%s is not a folder", folder)
	}
	return nil
}

// headerSize is how much of a SQLite file its header takes; in it are the user
// version at byte 60 and the application id at byte 68.
const headerSize = 100

func examineHeader(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return refusal("%s cannot be opened for writing: %s", path, cause(err))
	}
	defer f.Close()
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(f, header); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return refusal("%s cannot be read: %s", path, cause(err))
	}
	if string(header[:16]) != "SQLite format 3\x00" {
		return refusal("%s is not a database; give the path of a jinqiao store or of a file that does not exist yet", path)
	}
	if binary.BigEndian.Uint32(header[68:]) != applicationID {
		return refusal("%s is a database of another program; give the path of a jinqiao store or of a file that does not exist yet", path)
	}
	return checkVersion(path, binary.BigEndian.Uint32(header[60:]))
}

func checkVersion(path string, version uint32) error {
	if version > SchemaVersion {
		return refusal("%s was made by a newer jinqiao (store version %d, this program knows %d); use that one", path, version, SchemaVersion)
	}
	if version != SchemaVersion {
		return refusal("%s has store version %d, this program knows only %d", path, version, SchemaVersion)
	}
	return nil
}

// lock takes hold of the store until the connection is closed or the process
// ends, however it ends: an exclusive transaction on an empty database beside
// the file. The empty file stays, because removing it would let two processes
// hold the lock at once.
func lock(d *sqlite.Driver, path string) (*conn, error) {
	ctx := context.Background()
	c, err := connect(d, lockPath(path), nil)
	if err == nil {
		err = c.run(ctx, "BEGIN EXCLUSIVE")
	}
	if err == nil {
		return c, nil
	}
	if c != nil {
		c.close()
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok && e.Code()&0xff == lib.SQLITE_BUSY {
		return nil, refusal("%s is in use by another jinqiao; stop that one first", path)
	}
	return nil, refusal("the folder %s cannot be written: %s", filepath.Dir(path), whyNot(lockPath(path), err))
}

func lockPath(path string) string { return path + "-lock" }

// whyNot returns what the operating system has against writing a file that
// SQLite could not open.
func whyNot(path string, err error) string {
	f, e := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if e != nil {
		return cause(e)
	}
	f.Close()
	return cause(err)
}

func refusal(format string, args ...any) error {
	return jinqiao.Errorf(jinqiao.CodeUnavailable, format, args...)
}

// cause returns what the operating system said, without the path.
func cause(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return fmt.Sprint(err)
}
