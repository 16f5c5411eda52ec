// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"

#include <cstdlib>

using namespace desk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const JwtVerifier verifier("a secret of at least thirty-two bytes");
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const Timestamp now = fromNanoseconds(1'700'000'000'000'000'000);
    if (verifier.verify(text, now))
        std::abort(); // nobody but us can sign
    // The claims behind a right signature.
    static_cast<void>(verifier.verify(verifier.sign(text), now));
    return 0;
}
