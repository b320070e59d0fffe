// SPDX-License-Identifier: EUPL-1.2
// What lies beside the chain: console bytes, blobs, personal payloads. Each is vouched for by a
// record; on a closed exam nothing else may be there.
#include <map>
#include <set>

#include "bench/journal/examination.h"
#include "bench/journal/fields.h"
#include "bench/journal/layout.h"

namespace banc {
namespace {

class SideFiles {
public:
    explicit SideFiles(Examination& exam) : exam_(exam) {}

    Result<void> check() {
        for (const auto& record : exam_.journal.records) {
            auto checked = check_record(record);
            if (!checked) return checked;
        }
        check_console_ends();
        exam_.claim(std::string(kGuardLog));  // vouched for by nobody: its records are the evidence
        check_foreign();
        exam_.journal.end.blobs = std::move(blobs_);
        return {};
    }

private:
    struct Console {
        std::uint64_t size = 0;     // of the file
        std::uint64_t checked = 0;  // up to the end of the last block
    };

    Result<void> check_record(const Record& record) {
        if (record.kind == "console") return check_block(record);
        if (record.kind == "personal") return check_personal(record);
        return check_blobs(record.seq, record.body);
    }

    Result<void> check_block(const Record& record) {
        const auto name = text_field(record.body, "console");
        const auto offset = count_field(record.body, "offset");
        const auto length = count_field(record.body, "length");
        const auto hash = hash_field<Hash>(record.body, "hash");
        if (!is_console_name(name) || !offset || !length || !hash || *length > kConsoleBlockMax) {
            exam_.damage(record.seq,
                         text("bloc de console mal décrit", "console block misdescribed"));
            return {};
        }
        const auto path = console_path(name);
        auto [found, is_new] = consoles_.try_emplace(name);
        auto& console = found->second;
        if (is_new) console.size = exam_.claim(path).value_or(0);
        const bool follows = *offset == console.checked;
        console.checked = *offset + *length;
        auto bytes = console.checked <= console.size
                         ? exam_.read(path, *offset, static_cast<std::size_t>(*length))
                         : Bytes{};
        if (!bytes) return tl::make_unexpected(std::move(bytes.error()));
        if (!follows || hash_of(*bytes) != *hash)
            exam_.damage(record.seq, text("les octets de la console « {} » ont changé",
                                          "bytes of console \"{}\" changed", name));
        else
            ++exam_.journal.console_blocks;
        return {};
    }

    Result<void> check_personal(const Record& record) {
        const auto commitment = text_field(record.body, "commitment");
        const auto path = personal_path(commitment);
        const auto size = exam_.claim(path);
        if (!size) {
            ++exam_.journal.purged;
            return {};
        }
        const auto bytes = exam_.read(path, 0, kPersonalMax + 1);
        if (!bytes) return tl::make_unexpected(bytes.error());
        if (!keeps_promise(to_string(*bytes), commitment))
            exam_.damage(record.seq,
                         text("une donnée personnelle a changé", "a personal payload changed"));
        return {};
    }

    static bool keeps_promise(const std::string& content, const std::string& commitment) {
        const auto file = parse_json(content);
        if (!file || !file->is_object() || !file->contains("payload")) return false;
        const auto salt = hash_field<Salt>(*file, "salt");
        const auto payload = canonical(file->at("payload"));
        const auto spelled = canonical(*file);
        return salt && payload && spelled && *spelled == content &&
               hex(commitment_of(*salt, *payload)) == commitment;
    }

    // Every key `blob`, at any depth, names a file. parse_json() bounds the depth.
    Result<void> check_blobs(std::uint64_t seq, const Json& value) {
        if (!value.is_structured()) return {};
        auto checked = value.is_object() && value.contains("blob")
                           ? check_blob(seq, text_field(value, "blob"))
                           : Result<void>{};
        for (auto it = value.begin(); checked && it != value.end(); ++it)
            checked = check_blobs(seq, *it);
        return checked;
    }

    Result<void> check_blob(std::uint64_t seq, const std::string& name) {
        if (blobs_.contains(name)) return {};
        blobs_.insert(name);
        const auto path = blob_path(name);
        const auto size = exam_.claim(path);
        const auto bytes = size && *size <= kBlobMax
                               ? exam_.read(path, 0, static_cast<std::size_t>(*size))
                               : Result<Bytes>{};
        if (!bytes) return tl::make_unexpected(bytes.error());
        if (!size || hex(hash_of(*bytes)) != name)
            exam_.damage(seq, text("la pièce {} manque ou a changé",
                                   "file {} is missing or changed", name));
        return {};
    }

    // Killed between the bytes and their record: allowed while the exam is open.
    void check_console_ends() {
        for (const auto& [name, console] : consoles_) {
            exam_.journal.end.consoles[name] = {console.checked, console.size};
            if (console.size > console.checked && exam_.journal.life == ExamLife::closed)
                exam_.damage(exam_.last(), text("la console « {} » a des octets de trop",
                                                "console \"{}\" has bytes too many", name));
        }
    }

    void check_foreign() {
        for (const auto& [path, entry] : exam_.unclaimed())
            if (exam_.journal.life == ExamLife::open && is_leftover(entry))
                exam_.journal.end.leftovers[path] = entry.size;
            else
                exam_.damage(exam_.last(),
                             text("{} n'a rien à faire ici", "{} does not belong here", path));
    }

    // What a kill leaves behind: a file of the right name that no record speaks of yet.
    static bool is_leftover(const FolderEntry& entry) {
        if (entry.type != FolderEntry::Type::file) return false;
        const auto slash = entry.path.find('/');
        const auto folder = entry.path.substr(0, slash);
        const auto name = slash == std::string::npos ? "" : entry.path.substr(slash + 1);
        if (folder == "console")
            return name.ends_with(".raw") && is_console_name(name.substr(0, name.size() - 4));
        const auto bytes = unhex(name);
        return (folder == "blobs" || folder == "personal") && bytes &&
               bytes->size() == sizeof(Hash);
    }

    Examination& exam_;
    std::map<std::string, Console> consoles_;
    std::set<std::string> blobs_;
};

}  // namespace

Result<void> check_side_files(Examination& exam) { return SideFiles(exam).check(); }

}  // namespace banc
