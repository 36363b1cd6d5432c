# Receiving submissions, files and imports.
collection-id-wrong = ပေးပို့ချက်၏ id တွင် အက္ခရာ၊ ဂဏန်း၊ တုံးတို (-)၊ အောက်မျဉ်း (_) သို့မဟုတ် (:) 8 လုံးမှ { $max } လုံးအထိ ရှိရမည်။
collection-kind-unknown = ဤအမည်ရှိ ဖောင် မရှိပါ။ ဖောင်ကို ၎င်း၏ pack အမည်နှင့် ကိုယ်ပိုင်အမည်ဖြင့် ခေါ်သည်၊ ဥပမာ prevention/outreach-session။
collection-reason-missing = အကြောင်းရင်းကို စကားအနည်းငယ်ဖြင့် ရေးပါ။ ၎င်းကို မှတ်တမ်းနှင့်အတူ သိမ်းထားမည်။
collection-file-too-large = ဤဖိုင်သည် { $megabytes } MB ထက် ကြီးသည်။ ပိုသေးသော ဖိုင်ကို ရွေးပါ။
collection-not-a-picture = ဤဖိုင်သည် သိမ်းနိုင်သော ပုံမဟုတ်ပါ။ JPEG, PNG သို့မဟုတ် WebP ဖိုင်ကို ရွေးပါ။
collection-picture-broken = ဤပုံဖိုင် ပျက်စီးနေသဖြင့် ရိုက်ကူးသည့်နေရာကို ဖယ်ရှား၍မရပါ။ ပုံကို ထပ်ရိုက်ပါ သို့မဟုတ် အသစ်သိမ်းပါ။
collection-import-done = ဤဖိုင်ထည့်သွင်းမှုကို အတည်ပြုပြီး သို့မဟုတ် ဖယ်ထားပြီး ဖြစ်သည်။
collection-import-not-confirmed = ဤဖိုင်ထည့်သွင်းမှုကို အတည်မပြုရသေးသဖြင့် ပြန်ဖျက်စရာ မရှိပါ။
collection-import-no-column = “{ $question }” ကို ဖြေသော ကော်လံ မရှိပါ: { $problem }
collection-no-instance-id = ဤတင်သွင်းမှုတွင် အမှတ် (meta/instanceID) မပါသဖြင့် အခြားတစ်ခုနှင့် ခွဲခြား၍မရပါ။
collection-draft-large = ဤပုံစံသည် { $kilobytes } kB ထက်ကြီးသဖြင့် မပြီးသေးဘဲ သိမ်း၍မရပါ။ တစ်ခါတည်း ပို့ပါ။
collection-draft-many = မပို့ရသေးသော ပုံစံ { $max } ခု ရှိပြီး သိမ်းနိုင်သည့် အများဆုံးဖြစ်သည်။ တစ်ခုကို ပို့ပါ သို့မဟုတ် ဖျက်ပစ်ပါ။
collection-export-busy = အခြားစာရင်းများကို ယခု ဖိုင်အဖြစ် ထုတ်နေသည်။ မိနစ်အနည်းငယ်အကြာတွင် ထပ်စမ်းကြည့်ပါ။

desk-version-taken = ဗားရှင်း { $version } ကို သုံးနေ သို့မဟုတ် သုံးခဲ့ပြီး ဖြေထားမှုများ ရှိသည်။ settings စာမျက်နှာတွင် ဗားရှင်းအသစ် ရေးပါ။
desk-name-too-long = { $limit } ဘိုက်ထက် ရှည်သည်။ တိုအောင်လုပ်ပါ။
desk-list-missing = “{ $file }” စာရင်း မရှိပါ။ ရွေးစရာများကို choices စာမျက်နှာတွင် ထည့်ပါ။
desk-retyped = “{ $question }” ၏ အဖြေများကို သုံးနေသော ဗားရှင်းတွင် အခြားအမျိုးအစားဖြင့် သိမ်းထားသည်။ မေးခွန်းကို အမည်သစ် ပေးပါ။
desk-form-id-taken = “{ $form }” သည် Saphan တွင် ပါပြီးသား ဖောင်၏ အမှတ် ဖြစ်သည်။ form_id အသစ် ပေးပါ။
desk-translation-version = ဤဗားရှင်းနှင့် မတူသော ဗားရှင်းအသစ် ရေးပါ။
desk-translation-empty = ဇယား လွတ်နေသည်။
desk-translation-headings = ပထမအတန်းတွင် { $headings } ခေါင်းစဉ်များနှင့် ဘာသာစကားများ လိုသည်။
desk-translation-language = ဖောင်တွင် “{ $language }” ဘာသာစကား မရှိပါ။
desk-translation-unknown = ဖောင်တွင် “{ $name }” စာသား မရှိပါ။ အတန်းကို ဖယ်ပါ။
collection-entity-nothing-to-settle = ထိုနေရာတွင် ဆုံးဖြတ်ရန် မရှိတော့ပါ။ ထပ်ကြည့်ပါ။
