/*
 * A disk that fails: loaded into the program by LD_PRELOAD, it counts the calls on files whose path begins with
 * DEDUP_DISK_PREFIX and spoils one of them.
 *
 *   DEDUP_DISK_LOG     file of `struct log`, shared with the test: counts, and what was hit; it outlives a killed process
 *   DEDUP_DISK_CALL    write, sync, truncate or create; nothing is spoilt where it is not set
 *   DEDUP_DISK_AT      which call of that kind, from 1
 *   DEDUP_DISK_FAULT   eio      that call fails
 *                      enospc   that write and all later ones find no room
 *                      broken   that call and everything after it fails
 *                      short    that write is done by half, and says so
 *                      kill     the process is killed before the call
 *                      torn     the process is killed when half of the write is done
 *   DEDUP_DISK_CALLS   how many calls of an enospc or broken disk fail; then it works again (default: all)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum call { WRITE, SYNC, TRUNCATE, CREATE, CALLS };
enum fault { NONE, EIO_ONCE, ENOSPC_ON, BROKEN, SHORT, KILL, TORN };

struct log {
    _Atomic long counts[CALLS];
    _Atomic long spoilt;      /* calls that were spoilt */
    char path[488];           /* file of the first of them */
};

static const char *prefix;
static enum call call_kind;
static enum fault fault_kind;
static long fault_at, fault_calls;
static struct log *shared;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int), (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_open)(const char *, int, ...);

static const char *const call_names[] = {"write", "sync", "truncate", "create"};
static const char *const fault_names[] = {"none", "eio", "enospc", "broken", "short", "kill", "torn"};

static int find(const char *name, const char *const *names, int count) {
    for (int i = 0; name && i < count; i++)
        if (strcmp(name, names[i]) == 0) return i;
    return 0;
}

__attribute__((constructor)) static void begin(void) {
    if (real_write) return;
    real_open = dlsym(RTLD_NEXT, "open64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    const char *file = getenv("DEDUP_DISK_LOG");
    int fd = file ? real_open(file, O_RDWR) : -1;
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof(struct log), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) return;
    shared = map;
    const char *at = getenv("DEDUP_DISK_AT"), *calls = getenv("DEDUP_DISK_CALLS");
    call_kind = find(getenv("DEDUP_DISK_CALL"), call_names, CALLS);
    fault_kind = find(getenv("DEDUP_DISK_FAULT"), fault_names, 7);
    fault_at = at ? atol(at) : 0;
    fault_calls = calls ? atol(calls) : -1;
    prefix = getenv("DEDUP_DISK_PREFIX");
}

static int is_ours(const char *path) { return shared && prefix && path && strncmp(path, prefix, strlen(prefix)) == 0; }

static const char *path_of(int fd, char *buffer, size_t size) {
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, size - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return buffer;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* What is to become of this call on this file. */
static enum fault meet(enum call call, const char *path) {
    begin(); /* another library's constructor may write before ours has run */
    if (!is_ours(path)) return NONE;
    long number = atomic_fetch_add(&shared->counts[call], 1) + 1;
    if (fault_kind == NONE) return NONE;
    long before = atomic_load(&shared->spoilt);
    int hit = before == 0 ? call == call_kind && number == fault_at
        : fault_kind == BROKEN ? 1 : fault_kind == ENOSPC_ON ? call == WRITE || call == CREATE : 0;
    if (!hit || (fault_calls >= 0 && before >= fault_calls)) return NONE;
    if (before == 0) snprintf(shared->path, sizeof shared->path, "%s", path);
    atomic_fetch_add(&shared->spoilt, 1);
    if (fault_kind == KILL) die();
    return fault_kind;
}

static int failure(enum fault fault) {
    errno = fault == ENOSPC_ON ? ENOSPC : EIO;
    return -1;
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    int saved = errno;
    enum fault fault = meet(WRITE, path_of(fd, path, sizeof path));
    errno = saved;
    if (fault == NONE) return real_write(fd, data, size);
    if (fault != SHORT && fault != TORN) return failure(fault);
    ssize_t done = real_write(fd, data, (size + 1) / 2);
    if (fault == TORN) die();
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    char path[4096];
    int saved = errno;
    enum fault fault = meet(WRITE, path_of(fd, path, sizeof path));
    errno = saved;
    if (fault == NONE) return real_pwrite(fd, data, size, offset);
    if (fault != SHORT && fault != TORN) return failure(fault);
    ssize_t done = real_pwrite(fd, data, (size + 1) / 2, offset);
    if (fault == TORN) die();
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

int fsync(int fd) {
    char path[4096];
    enum fault fault = meet(SYNC, path_of(fd, path, sizeof path));
    return fault == NONE ? real_fsync(fd) : failure(fault);
}

int fdatasync(int fd) {
    char path[4096];
    enum fault fault = meet(SYNC, path_of(fd, path, sizeof path));
    return fault == NONE ? real_fdatasync(fd) : failure(fault);
}

int ftruncate64(int fd, off64_t size) {
    char path[4096];
    enum fault fault = meet(TRUNCATE, path_of(fd, path, sizeof path));
    return fault == NONE ? real_ftruncate(fd, size) : failure(fault);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    begin();
    /* Only a call that makes a file: a full disk still opens those that are there. */
    if ((flags & O_CREAT) && access(path, F_OK) != 0) {
        enum fault fault = meet(CREATE, path);
        if (fault != NONE) return failure(fault);
        errno = 0;
    }
    return real_open(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    return open64(path, flags, mode);
}
