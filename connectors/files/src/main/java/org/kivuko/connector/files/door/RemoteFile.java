package org.kivuko.connector.files.door;

import com.jcraft.jsch.SftpATTRS;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** What a server says of a file of its own; times are whole seconds. */
record RemoteFile(SftpATTRS found) implements BasicFileAttributes {
    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(found.getMTime(), TimeUnit.SECONDS);
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return found.isReg();
    }

    @Override
    public boolean isDirectory() {
        return found.isDir();
    }

    @Override
    public boolean isSymbolicLink() {
        return found.isLink();
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public long size() {
        return found.getSize();
    }

    @Override
    public Object fileKey() {
        return null;
    }
}
