/* Sources/CQREncode/shim.h: libqrencode (https://fukuchi.org/works/qrencode), which makes the modules of a QR code.
 * Nothing to wrap: its calls and enums arrive in Swift as they are. */
#ifndef EXPODESK_CQRENCODE_H
#define EXPODESK_CQRENCODE_H

#include <qrencode.h>

#endif
