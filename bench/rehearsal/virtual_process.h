// SPDX-License-Identifier: EUPL-1.2
// `banc virtual` as a child that can outlive us: killed without warning, we leave a bench that ends
// by itself when nobody is attached any more (bench/virtual/PROTOCOL.md).
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <memory>
#include <string>

#include "bench/core/error.h"
#include "bench/core/task.h"

namespace banc {

class VirtualProcess {
public:
    explicit VirtualProcess(Loop& loop) : loop_(loop) {}
    ~VirtualProcess();

    // Starts it and waits until every socket listens. The folder is new and private.
    Task<Result<void>> start(Nanos linger);
    [[nodiscard]] std::string socket(std::string_view name) const;
    [[nodiscard]] std::string folder() const { return folder_.path().toStdString(); }

private:
    Loop& loop_;
    // Socket paths are at most 107 bytes: a short name in the system's temporary folder.
    QTemporaryDir folder_;
    QProcess process_;
};

}  // namespace banc
