// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preferencesdialog.h"

#include "models/settings/windowsettings.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QLabel *note(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("dim", true);
    label->setWordWrap(true);
    return label;
}

QLabel *folderLabel(const QString &path)
{
    auto *label = new QLabel(path);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

PreferencesDialog::PreferencesDialog(Parts parts, QWidget *shortcutsPage, QWidget *window)
    : QDialog(window)
    , m_parts(std::move(parts))
{
    setObjectName(u"preferencesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Preferences"));
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"preferencesPages"_s);
    auto *general = new QWidget;
    auto *form = new QFormLayout(general);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addLook(*form);
    addBehaviour(*form);
    addFolders(*form);
    tabs->addTab(general, tr("&General"));
    tabs->addTab(shortcutsPage, tr("&Shortcuts"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(tabs, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addWidget(buttons);
    const int letter = QFontMetrics(m_parts.theme.textFont()).averageCharWidth();
    resize(90 * letter, 32 * QFontMetrics(m_parts.theme.textFont()).height());
}

void PreferencesDialog::addLook(QFormLayout &form)
{
    auto *theme = new QComboBox;
    theme->setObjectName(u"theme"_s);
    for (const auto &[variant, name, key] :
         {std::tuple{ThemeVariant::dark, tr("Dark"), u"dark"_s},
          std::tuple{ThemeVariant::light, tr("Light"), u"light"_s},
          std::tuple{ThemeVariant::highContrastDark, tr("High contrast"), u"high-contrast"_s}}) {
        theme->addItem(name, key);
        if (m_parts.theme.variant() == variant)
            theme->setCurrentIndex(theme->count() - 1);
    }
    connect(theme, &QComboBox::activated, this, [this, theme] {
        const QString key = theme->currentData().toString();
        m_parts.settings.setTheme(key);
        m_parts.theme.setVariant(key == u"light"           ? ThemeVariant::light
                                 : key == u"high-contrast" ? ThemeVariant::highContrastDark
                                                           : ThemeVariant::dark);
    });
    form.addRow(tr("&Theme:"), theme);
    auto *language = new QComboBox;
    language->setObjectName(u"language"_s);
    language->addItem(u"English"_s, u"en"_s);
    language->addItem(u"Deutsch"_s, u"de"_s);
    language->setCurrentIndex(language->findData(m_parts.language));
    connect(language, &QComboBox::activated, this, [this, language] {
        m_parts.settings.setLanguage(language->currentData().toString());
        close(); // its own words are of the other language
        Q_EMIT languageChosen(language->currentData().toString());
    });
    form.addRow(tr("&Language:"), language);
    auto *scale = new QComboBox;
    scale->setObjectName(u"scale"_s);
    for (const int percent : {100, 125, 150, 175, 200})
        scale->addItem(tr("%1 %").arg(percent), percent);
    scale->setCurrentIndex(std::max(0, scale->findData(m_parts.settings.scale())));
    connect(scale, &QComboBox::activated, this,
            [this, scale] { m_parts.settings.setScale(scale->currentData().toInt()); });
    form.addRow(tr("S&ize of everything:"), scale);
    form.addRow(QString(), note(tr("Takes effect when the program is started again.")));
}

void PreferencesDialog::addBehaviour(QFormLayout &form)
{
    auto *notation = new QComboBox;
    notation->setObjectName(u"timeFormat"_s);
    notation->addItem(tr("Calendar: 2026-11-21T14:03:07Z"), false);
    notation->addItem(tr("Day of year: 2026-325T14:03:07Z"), true);
    notation->setCurrentIndex(m_parts.dayOfYear ? 1 : 0);
    connect(notation, &QComboBox::activated, this,
            [this, notation] { Q_EMIT dayOfYearChosen(notation->currentData().toBool()); });
    form.addRow(tr("Ti&me format:"), notation);
    auto *motion = new QCheckBox(tr("&Reduced motion: nothing moves by itself"));
    motion->setObjectName(u"reducedMotion"_s);
    motion->setChecked(m_parts.settings.reducedMotion());
    connect(motion, &QCheckBox::toggled, this, [this](bool on) {
        m_parts.settings.setReducedMotion(on);
        m_parts.theme.setReducedMotion(on);
    });
    form.addRow(QString(), motion);
    auto *memory = new QSpinBox;
    memory->setObjectName(u"memory"_s);
    memory->setRange(0, WindowSettings::largestMemory);
    memory->setSingleStep(64);
    memory->setSuffix(u" MiB"_s);
    memory->setSpecialValueText(tr("As config.toml says"));
    memory->setValue(m_parts.settings.memoryMiB().value_or(0));
    connect(memory, &QSpinBox::valueChanged, this, [this](int mib) {
        m_parts.settings.setMemoryMiB(mib >= WindowSettings::smallestMemory ? std::optional(mib)
                                                                            : std::nullopt);
    });
    form.addRow(tr("Live data in mem&ory:"), memory);
    form.addRow(QString(),
                note(tr("At least %1 MiB. What is older is read from the recording. Takes effect when the "
                        "program is started again.")
                         .arg(WindowSettings::smallestMemory)));
}

void PreferencesDialog::addFolders(QFormLayout &form)
{
    form.addRow(tr("Data folder:"),
                folderLabel(m_parts.dataFolder.isEmpty() ? tr("none: nothing is recorded by this window")
                                                         : m_parts.dataFolder));
    form.addRow(tr("Settings and layouts:"), folderLabel(m_parts.configFolder));
}

} // namespace desk
