/* Sources/CLinux/shim.h: the few Linux calls that Swift's Glibc module leaves out or cannot express.
 * Getters and one-line wrappers only; each says why it is here. */
#ifndef EXPODESK_CLINUX_H
#define EXPODESK_CLINUX_H

#include <pty.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

/* sys/eventfd.h and sys/signalfd.h are not part of the Glibc module. */
static inline int cl_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline int cl_signalfd(const sigset_t *mask) { return signalfd(-1, mask, SFD_CLOEXEC | SFD_NONBLOCK); }

/* In Swift the struct `flock` hides the function of the same name. Returns 0, or -1 with errno. */
static inline int cl_lock_exclusive(int fd) { return flock(fd, LOCK_EX); }
static inline int cl_try_lock_exclusive(int fd) { return flock(fd, LOCK_EX | LOCK_NB); }
static inline int cl_unlock(int fd) { return flock(fd, LOCK_UN); }

/* prctl is variadic. Names the calling thread, at most 15 bytes. */
static inline void cl_name_thread(const char *name) { prctl(PR_SET_NAME, name); }

#endif
