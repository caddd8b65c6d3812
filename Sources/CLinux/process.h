/* Sources/CLinux/process.h: what is needed to start a program that shall share nothing with us.
 * The C library declares these only under _GNU_SOURCE, which Swift's Glibc module is built without. spawn.h stays out:
 * its types must belong to that module alone, so file actions travel as plain pointers. */
#ifndef EXPODESK_CLINUX_PROCESS_H
#define EXPODESK_CLINUX_PROCESS_H

#include <fcntl.h>

extern int syncfs(int descriptor);
extern int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);

/* fcntl is variadic, which Swift cannot call. */
static inline int cl_set_nonblocking(int descriptor) { return fcntl(descriptor, F_SETFL, O_NONBLOCK); }
static inline int cl_sync_file_system(int descriptor) { return syncfs(descriptor); }
static inline int cl_spawn_in_folder(void *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}
static inline int cl_spawn_closing_from(void *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

#endif
