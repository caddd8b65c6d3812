/* Sources/CNcurses/shim.h: curses for Swift, output only.
 * Swift imports neither macros that cast or call (A_BOLD, NCURSES_ATTR_T) nor, under strict concurrency, C globals such
 * as stdscr. Each getter below stands for one of these; nothing else is here. */
#ifndef EXPODESK_CNCURSES_H
#define EXPODESK_CNCURSES_H

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <term.h>

/* Globals. */
static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline WINDOW *cn_curscr(void) { return curscr; }
static inline int cn_colours(void) { return COLORS; }
static inline int cn_pairs(void) { return COLOR_PAIRS; }

/* Macros that cast. */
static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }
static inline attr_t cn_dim(void) { return A_DIM; }

/* curses has its own bool in some builds and the C one in others: an int suits both. */
static inline int cn_clear_on_refresh(WINDOW *window) { return clearok(window, 1); }
static inline int cn_use_insert_delete_line(WINDOW *window) { return idlok(window, 1); }
static inline int cn_keep_cursor(WINDOW *window) { return leaveok(window, 0); }
static inline int cn_no_scrolling(WINDOW *window) { return scrollok(window, 0); }

/* The extended pair travels through an untyped pointer. Returns OK or ERR. */
static inline int cn_set_glyph(cchar_t *cell, const wchar_t *scalars, attr_t attributes, int pair)
{
    return setcchar(cell, scalars, attributes, 0, &pair);
}

#endif
