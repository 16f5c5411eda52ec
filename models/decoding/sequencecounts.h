// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace desk {

// Sequence counts of space packets (CCSDS 133.0-B-2, 4.1.3.4.3): 14 bits, one count an APID. A step onwards
// of less than half of them means packets lost; any other step but one is a count that went back (a packet
// again or late, or a device that began anew). One thread at a time.
class SequenceCounts
{
public:
    static constexpr unsigned modulus = 16'384;
    static constexpr std::size_t apids = 2048;

    struct Account
    {
        std::uint64_t received = 0;
        std::uint64_t lost = 0;
        std::uint64_t back = 0; // counts that went back
        std::uint16_t last = 0;
        bool isKnown = false; // last

        bool operator==(const Account &) const = default;
    };

    SequenceCounts()
        : m_accounts(std::make_unique<std::array<Account, apids>>())
    {
    }
    // Packets lost before this one.
    std::uint64_t add(std::uint16_t apid, std::uint16_t count)
    {
        Account &account = (*m_accounts)[apid % apids];
        const unsigned step = (count - account.last - 1U) % modulus;
        const bool back = account.isKnown && step >= modulus / 2;
        const std::uint64_t missed = !account.isKnown || back ? 0 : step;
        account.back += back ? 1 : 0;
        account.lost += missed;
        m_lost += missed;
        ++account.received;
        account.last = count;
        account.isKnown = true;
        return missed;
    }
    [[nodiscard]] const Account &account(std::uint16_t apid) const { return (*m_accounts)[apid % apids]; }
    [[nodiscard]] std::uint64_t lost() const { return m_lost; } // of all APIDs
    // The next packets begin anew; what was counted stays.
    void restart()
    {
        for (Account &account : *m_accounts)
            account.isKnown = false;
    }

private:
    std::unique_ptr<std::array<Account, apids>> m_accounts;
    std::uint64_t m_lost = 0;
};

} // namespace desk
