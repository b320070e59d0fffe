// SPDX-License-Identifier: EUPL-1.2
// A number nobody can guess before it is used: what makes an answer an answer to this question.
#pragma once

#include <string>

#include "bench/core/error.h"

namespace banc {

// 16 hexadecimal digits from the kernel's generator. Errc::environment when there is none.
Result<std::string> make_nonce();

}  // namespace banc
