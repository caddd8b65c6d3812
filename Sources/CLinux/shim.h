/* Sources/CLinux/shim.h: the few Linux calls that Swift's Glibc module leaves out or cannot express.
 * Getters and one-line wrappers only; each says why it is here. */
#ifndef EXPODESK_CLINUX_H
#define EXPODESK_CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

/* The C library's types belong to Swift's Glibc module. Read here as text they would belong to this module as well, and
 * whichever a compilation meets first keeps them: a file importing only Glibc would then not compile in release builds. */
#pragma clang module import SwiftGlibc

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <malloc.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <semaphore.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

/* sys/eventfd.h and sys/signalfd.h are not part of the Glibc module. */
static inline int cl_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline int cl_signalfd(const sigset_t *mask) { return signalfd(-1, mask, SFD_CLOEXEC | SFD_NONBLOCK); }

/* In Swift the struct `flock` hides the function of the same name. Returns 0, or -1 with errno. */
static inline int cl_lock_exclusive(int fd) { return flock(fd, LOCK_EX); }
static inline int cl_lock_shared(int fd) { return flock(fd, LOCK_SH); }
static inline int cl_try_lock_exclusive(int fd) { return flock(fd, LOCK_EX | LOCK_NB); }
static inline int cl_unlock(int fd) { return flock(fd, LOCK_UN); }

/* prctl is variadic. Names the calling thread, at most 15 bytes. */
static inline void cl_name_thread(const char *name) { prctl(PR_SET_NAME, name); }
/* sem_clockwait is declared for _GNU_SOURCE only. By the clock that nobody sets; 0, or -1 with errno. */
static inline int cl_wait_until(sem_t *semaphore, const struct timespec *end) {
    return sem_clockwait(semaphore, CLOCK_MONOTONIC, end);
}
/* memfd_create is declared for _GNU_SOURCE only, which the Glibc module may be built without. */
extern int memfd_create(const char *name, unsigned int flags);
static inline int cl_memory_file(const char *name) { return memfd_create(name, 1 /* MFD_CLOEXEC */); }

/* pipe2 is declared for _GNU_SOURCE only. The pipe is close-on-exec; 0, or -1 with errno. */
static inline int cl_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
/* POSIX_SPAWN_SETSID likewise; spawn.h itself must stay in the Glibc module, or its types would belong to two. */
static inline int cl_spawn_new_session(void) { return 0x80; }

/* ioctl is variadic. Each returns 0, or -1 with errno. */
static inline int cl_get_window_size(int fd, struct winsize *size) { return ioctl(fd, TIOCGWINSZ, size); }
static inline int cl_input_waiting(int fd, int *bytes) { return ioctl(fd, FIONREAD, bytes); }
static inline int cl_set_window_size(int fd, const struct winsize *size) { return ioctl(fd, TIOCSWINSZ, size); }
/* Without the struct: which module it belongs to changes with what else a file imports. */
static inline int cl_resize_window(int fd, unsigned short columns, unsigned short rows) {
    struct winsize size = {.ws_col = columns, .ws_row = rows};
    return ioctl(fd, TIOCSWINSZ, &size);
}

/* environ is a mutable global, which strict concurrency refuses, and declared for _GNU_SOURCE only. */
extern char **environ;
static inline char **cl_environment(void) { return environ; }

/* wcwidth is declared for _XOPEN_SOURCE only. It is ncurses' own measure, so the presenter must ask the same one. */
extern int wcwidth(wchar_t scalar);
static inline int cl_wcwidth(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

/* sa_handler is a macro over a union that Swift sees under other names on other systems, and SIG_DFL, SIG_IGN cast. */
static inline int cl_handle_signal(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {0};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, 0);
}
static inline int cl_default_signal(int number) { return cl_handle_signal(number, SIG_DFL, 0); }
static inline int cl_ignore_signal(int number) { return cl_handle_signal(number, SIG_IGN, 0); }

/* Swift's Glibc leaves <malloc.h> out. Gives freed memory back, so that what is measured next is not told it had it. */
static inline void cl_trim_memory(void) { malloc_trim(0); }

#endif
