# Signing in and keeping accounts.
identity-wrong = ឈ្មោះគណនី និងពាក្យសម្ងាត់មិនត្រូវគ្នាទេ។ សូមពិនិត្យទាំងពីរ ហើយព្យាយាមម្តងទៀត។
identity-wait = បានព្យាយាមច្រើនដងពេក។ សូមរង់ចាំ { $seconds } វិនាទី ហើយព្យាយាមម្តងទៀត។
identity-password-too-short = សូមជ្រើសរើសពាក្យសម្ងាត់ដែលមានយ៉ាងតិច { $min } តួអក្សរ។ ប្រើបី ឬបួនពាក្យ ងាយចាំ។
identity-password-too-long = សូមជ្រើសរើសពាក្យសម្ងាត់ដែលមានមិនលើសពី { $max } តួអក្សរ។
identity-password-guessable = ពាក្យសម្ងាត់នេះងាយទាយ។ គួរប្រើបី ឬបួនពាក្យដែលមិនទាក់ទងគ្នា។
identity-name-missing = សូមបញ្ចូលឈ្មោះ។
identity-name-too-long = សូមប្រើមិនលើសពី { $max } តួអក្សរ។
identity-login-wrong = សូមប្រើអក្សរ លេខ ឬ . - _ @ + ពី 3 ដល់ 64 តួ។
identity-audit-busy = កំពុងពិនិត្យខ្សែសង្វាក់ទាំងមូល។ សូមមើលម្តងទៀតក្នុងមួយនាទី។
identity-chain-hole = បាត់ធាតុលេខ { $row }។
identity-chain-unbound = ធាតុលេខ { $row } មិនតភ្ជាប់ពីធាតុមុនទេ។
identity-chain-changed = ធាតុលេខ { $row } ត្រូវបានកែ។
identity-chain-replaced = ធាតុលេខ { $row } មិនមែនជាធាតុដែលបានកត់ទុកទេ។
identity-chain-cut = ចប់ត្រឹមលេខ { $row } ប៉ុន្តែធ្លាប់មានដល់លេខ { $expected }។
identity-agency-kind = ជ្រើសប្រភេទភ្នាក់ងារពីបញ្ជី។
identity-present-wrong = នេះមិនមែនជាពាក្យសម្ងាត់បច្ចុប្បន្នទេ។
