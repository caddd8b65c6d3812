/* Sources/CLinux/process.h: what is needed to start a program that shall share nothing with us.
 * The C library declares these only under _GNU_SOURCE, which Swift's Glibc module is built without. */
#ifndef EXPODESK_CLINUX_PROCESS_H
#define EXPODESK_CLINUX_PROCESS_H

#include <fcntl.h>
#include <spawn.h>

extern int pipe2(int ends[2], int flags);
extern int syncfs(int descriptor);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* Both ends close on exec, so that a child started by another thread in between does not hold them. */
static inline int cl_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }
static inline int cl_sync_file_system(int descriptor) { return syncfs(descriptor); }
static inline int cl_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}
static inline int cl_spawn_closing_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}
/* POSIX_SPAWN_SETSID (0x80), and with it an empty signal mask and every signal's default. */
static inline short cl_spawn_detached(void) { return 0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF; }

#endif
