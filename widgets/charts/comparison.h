// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/referencerecording.h"

#include <functional>
#include <map>

namespace desk {

// What the charts of one source (live or replayed) are compared with: a reference recording, and by how much
// its times are moved to lie over those of the source. Offsets are remembered by file as long as the source
// is open. GUI thread.
class Comparison final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Comparison)

public:
    // beginOfThis: generation time of the source's first sample, nothing while there is none.
    explicit Comparison(std::function<std::optional<Timestamp>()> beginOfThis, QObject *parent = nullptr);
    ~Comparison() override;

    // Lays the beginnings over each other, once it is open, unless the file's offset is known already.
    void begin(std::shared_ptr<ReferenceRecording> reference);
    void end();
    // Null = nothing is compared.
    [[nodiscard]] ReferenceRecording *reference() const { return m_reference.get(); }
    // Another one with each reference.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    [[nodiscard]] bool isReady() const { return m_reference && m_reference->isOpen(); }

    // What is added to a time of the reference to get that of the source.
    [[nodiscard]] std::chrono::nanoseconds offset() const { return m_offset; }
    void setOffset(std::chrono::nanoseconds offset);
    // False while one of them has no beginning.
    bool alignBegins();
    // Aligns them if that waits for it.
    void beginBecameKnown();
    // T0 of either, at a time of the source's axis. As soon as both are marked, they lie over each other.
    void markThis(Timestamp time);
    void markReference(Timestamp time);
    // On the source's axis.
    [[nodiscard]] std::optional<Timestamp> markOfThis() const { return m_markOfThis; }
    [[nodiscard]] std::optional<Timestamp> markOfReference() const;

    [[nodiscard]] bool showsDifference() const { return m_showsDifference; }
    void setShowsDifference(bool shows);

Q_SIGNALS:
    void changed(); // reference, whether it is open, marks, or what is shown
    void offsetChanged();
    void failed(const QString &reason); // the reference could not be opened; nothing is compared
    void arrived(const desk::ReferencePiecePtr &piece);

private:
    void align();

    std::function<std::optional<Timestamp>()> m_beginOfThis;
    std::shared_ptr<ReferenceRecording> m_reference;
    std::uint64_t m_generation = 0;
    std::chrono::nanoseconds m_offset{0};
    std::map<std::filesystem::path, std::chrono::nanoseconds> m_offsets;
    std::optional<Timestamp> m_markOfThis;
    std::optional<Timestamp> m_markOfReference; // in its own time
    bool m_waitsForBegin = false;
    bool m_showsDifference = false;
};

} // namespace desk
