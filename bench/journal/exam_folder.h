// SPDX-License-Identifier: EUPL-1.2
// The folder of an exam as the reader sees it: names, and bytes of regular files. Nothing is ever
// written through this. Tests bring folders made of memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/core/error.h"

namespace banc {

struct FolderEntry {
    enum class Type { file, folder, other };  // other: links, sockets, devices
    std::string path;                         // "journal/000001.seg"
    Type type = Type::file;
    std::uint64_t size = 0;
};

class ExamFolder {
public:
    virtual ~ExamFolder() = default;
    // Everything in it, two levels deep, in any order. Errc::environment when it can't be read.
    [[nodiscard]] virtual Result<std::vector<FolderEntry>> list() const = 0;
    // At most `length` bytes from `offset`: fewer when the file is shorter.
    [[nodiscard]] virtual Result<Bytes> read(const std::string& path, std::uint64_t offset,
                                             std::size_t length) const = 0;
};

// On the real disk. Links are listed, never followed.
std::unique_ptr<ExamFolder> real_folder(const std::string& path);

}  // namespace banc
