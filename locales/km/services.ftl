# What services say when something cannot be done.
error-not-found = រកមិនឃើញទេ។ វាអាចត្រូវបានដកចេញ ឬអ្នកមិនមានសិទ្ធិមើល។
error-refused = តួនាទីរបស់អ្នកមិនអាចធ្វើការនេះបានទេ។ បើចាំបាច់ សូមសួរអ្នកសម្របសម្រួល ឬអ្នកគ្រប់គ្រងប្រព័ន្ធរបស់អ្នក។
error-sign-in-needed = សូមចូលប្រើជាមុនសិន។
error-unavailable = ឥឡូវនេះរក្សាទុកមិនបានទេ ហើយមិនទាន់មានអ្វីត្រូវបានរក្សាទុកទេ។ សូមព្យាយាមម្តងទៀតក្នុងរយៈពេលប៉ុន្មាននាទី។
error-internal = មានបញ្ហានៅខាងប្រព័ន្ធ ហើយមិនទាន់មានអ្វីត្រូវបានរក្សាទុកទេ។ សូមព្យាយាមម្តងទៀត។ បើនៅតែកើតឡើង សូមប្រាប់អ្នកគ្រប់គ្រងប្រព័ន្ធរបស់អ្នក។
conflict-other-content = កំណត់ត្រានេះត្រូវបានបញ្ជូនរួចហើយ ដោយមានចម្លើយផ្សេង។ សូមបើកកំណត់ត្រា ដើម្បីមើលអ្វីដែលបានរក្សាទុក។
conflict-stale = មានអ្នកកែកំណត់ត្រានេះ បន្ទាប់ពីអ្នកបានបើកវា។ សូមបើកម្តងទៀត ហើយធ្វើការកែប្រែរបស់អ្នកឡើងវិញ។
conflict-taken = “{ $value }” មានគេប្រើរួចហើយ។ សូមជ្រើសរើសផ្សេង។
conflict-changed = មានអ្នកកែវានៅពេលតែមួយ។ សូមមើលម្តងទៀត ហើយធ្វើការកែប្រែរបស់អ្នកឡើងវិញ។
conflict-nobody-left = នេះជាអ្នកចុងក្រោយក្នុងតួនាទីនេះដែលអាចចូលប្រើបាន។ សូមផ្តល់តួនាទីនេះឱ្យអ្នកផ្សេងជាមុនសិន។

role-administrator = អ្នកគ្រប់គ្រងប្រព័ន្ធ
role-director = នាយក
role-data-officer = មន្ត្រីទិន្នន័យ
role-coordinator = អ្នកសម្របសម្រួល
role-field-worker = បុគ្គលិកចុះមូលដ្ឋាន
role-partner = អង្គការដៃគូ
role-operator = អ្នកថែទាំម៉ាស៊ីនមេ
agency-kind-keeper = កាន់ករណី
agency-kind-police = ប៉ូលិស
agency-kind-welfare = សង្គមកិច្ច
agency-kind-health = សុខាភិបាល
agency-kind-labour = ការងារ
agency-kind-justice = យុត្តិធម៌
agency-kind-ngo = អង្គការ
agency-kind-centre = មជ្ឈមណ្ឌលកុមារ
agency-kind-school = សាលារៀន
agency-kind-community = សហគមន៍

# Whoever reports without signing in.
role-public = សាធារណជន
conflict-erased = ទិន្នន័យនេះត្រូវបានលុបជាអចិន្ត្រៃយ៍ហើយ មិនអាចបន្ថែមអ្វីទៀតបានទេ។
error-purpose-needed = ប្រាប់ជាមុនថាអ្នកអានសម្រាប់អ្វី៖ វាមិនមែនជាការងាររបស់អ្នក។
purpose-unknown = ជ្រើសអ្វីដែលអ្នកអានសម្រាប់។
purpose-told = សរសេរគោលបំណងផ្សេងមិនលើស { $max } តួ។
purpose-supervision = ការត្រួតពិនិត្យ
purpose-covering = ជំនួសមិត្តរួមការងារ
purpose-data-quality = ពិនិត្យទិន្នន័យ
purpose-asked = បុគ្គលនោះបានស្នើ
purpose-legal-duty = កាតព្វកិច្ចតាមច្បាប់
purpose-other = ផ្សេង
