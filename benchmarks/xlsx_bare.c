/* benchmarks/xlsx_bare.c: a workbook with libxlsxwriter and nothing else, the peer of `make bench`.
 *
 *   xlsx_bare IN.csv OUT.xlsx
 *
 * Writes the cells of a CSV file (RFC 4180, UTF-8) as texts, in constant memory, sheet after sheet of 1,048,576 rows. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { longest = 1 << 16, rows_a_sheet = 1 << 20 };

static char cell[longest];

int main(int count, char **words) {
    if (count != 3) return 2;
    FILE *in = fopen(words[1], "r");
    lxw_workbook_options options = {.constant_memory = 1, .use_zip64 = 1};
    lxw_workbook *book = workbook_new_opt(words[2], &options);
    if (!in || !book) return 1;
    setvbuf(in, NULL, _IOFBF, 1 << 18);
    lxw_worksheet *sheet = NULL;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    size_t length = 0;
    int quoted = 0;
    for (int byte = getc_unlocked(in); byte != EOF; byte = getc_unlocked(in)) {
        if (byte == '"') {
            quoted = !quoted;
        } else if (quoted || (byte != ',' && byte != '\r' && byte != '\n')) {
            if (length < longest - 1) cell[length++] = (char)byte;
        } else if (byte != '\r') {
            cell[length] = 0;
            if (!sheet || row == rows_a_sheet) {
                sheet = workbook_add_worksheet(book, NULL);
                row = 0;
            }
            if (length) worksheet_write_string(sheet, row, column, cell, NULL);
            length = 0;
            column++;
            if (byte == '\n') {
                row++;
                column = 0;
            }
        }
    }
    fclose(in);
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
